# SPDX-License-Identifier: Apache-2.0
"""Passes connections on to a server, and lets some wait at the door, as a network does: who waits there has to watch
its socket for writing, which tells that the connection is made.

    narrow_door.py HOST PORT WORD

Listens on HOST:PORT for what listens on 127.0.0.1:PORT. After the first request with WORD in it, nobody is let in
before somebody has waited who watches with epoll. Says "ready"; ends on SIGTERM, and with 1 where there was nobody.
"""
import glob
import signal
import socket
import sys
import threading
import time

SYN_SENT = "02"
EPOLLOUT = 4


def waiting(host, port):
    """The inodes of the sockets that the full queue keeps out."""
    peer = socket.inet_aton(host)[::-1].hex().upper() + f":{port:04X}"
    with open("/proc/net/tcp", encoding="ascii") as table:
        rows = [line.split() for line in table]
    return {int(row[9]) for row in rows if row[2:4] == [peer, SYN_SENT]}


def watched_for_writing():
    """The inodes of what the epoll descriptors of all processes watch so: "tfd: 12 events: 1c … ino:61da …"."""
    inodes = set()
    for name in glob.glob("/proc/[0-9]*/fdinfo/*"):
        try:
            with open(name, encoding="ascii") as info:
                rows = [line.split() for line in info if line.startswith("tfd:")]
        except OSError:
            continue
        inodes |= {int(word[4:], 16) for row in rows for word in row
                   if word.startswith("ino:") and int(row[3], 16) & EPOLLOUT}
    return inodes


def keep_shut(host, port):
    """Until somebody waits and watches: True; or has waited, and has given up: False."""
    waited = False
    while True:
        outside = waiting(host, port)
        if outside & watched_for_writing():
            return True
        if waited and not outside:
            return False
        waited = waited or bool(outside)
        time.sleep(0.001)


def pass_on(source, target):
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        target.close()


def serve(visitor, port, first):
    server = socket.create_connection(("127.0.0.1", port))
    server.sendall(first)
    threading.Thread(target=pass_on, args=(server, visitor), daemon=True).start()
    pass_on(visitor, server)


def main():
    host, port, word = sys.argv[1], int(sys.argv[2]), sys.argv[3].encode()
    watched = None
    door = socket.socket()
    door.bind((host, port))
    door.listen(0)  # room for one
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0 if watched else 1))
    print("ready", flush=True)
    while True:
        visitor, _ = door.accept()
        first = visitor.recv(65536) if watched is None else b""
        threading.Thread(target=serve, args=(visitor, port, first), daemon=True).start()
        if word in first:
            watched = keep_shut(host, port)
            door.listen(64)


main()
