# SPDX-License-Identifier: Apache-2.0
"""What a figure depends on beside the code: processor, kernel, compiler, libraries."""
import ctypes
import os
import platform
import re
import subprocess


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        found = re.search(r"^model name\s*: (.*)$", file.read(), re.MULTILINE)
    return found.group(1) if found else platform.machine()


def compiler(build):
    cache = build / "release" / "CMakeCache.txt"
    found = re.search(r"^CMAKE_C_COMPILER:\w+=(.*)$", cache.read_text(), re.MULTILINE) if cache.exists() else None
    if not found:
        return None
    return subprocess.run([found.group(1), "--version"], capture_output=True, text=True).stdout.splitlines()[0]


def libcurl():
    """With the versions of the TLS and HTTP/2 libraries that it uses."""
    try:
        version = ctypes.CDLL("libcurl.so.4").curl_version
    except OSError:
        return None
    version.restype = ctypes.c_char_p
    return version().decode()


def system():
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.system()


def describe_machine(build):
    return {"processor": processor(), "cores": os.cpu_count(), "system": system(), "kernel": platform.release(),
            "compiler": compiler(build), "libcurl": libcurl()}
