# SPDX-License-Identifier: Apache-2.0
# in_flight.gnuplot - form is svg or png, folder where it goes; reads build/bench/in-flight.txt
if (form eq "svg") { set terminal svg size 900,430 font "DejaVu Sans,13" background "#ffffff" } else {
    set terminal pngcairo size 900,430 font "DejaVu Sans,10" background "#ffffff" }
set output folder . "/in-flight." . form
set logscale xy
set xrange [0.8:1300]
set yrange [5:20000]
set xtics nomirror (1, 4, 16, 64, 256, "1,024" 1024)
set ytics nomirror ("10" 10, "100" 100, "1,000" 1000, "10,000" 10000)
set grid xtics ytics lt 1 lw 1 lc rgb "#dddddd"
set border 3
set xlabel "meetings in flight on one thread"
set key bottom right reverse Left samplen 2 spacing 1.2
set style data linespoints
form_of = "dt kind + 1 pt 5 + 2 * kind ps 0.7 lw 2"
ours = "#4f52b2"
by_hand = "#c4602a"
set multiplot layout 1,2
set title "Server at hand" font ",14"
set ylabel "meetings a second"
plot for [kind = 0:1] "build/bench/in-flight.txt" index 0 using 1:(column(2 + 2 * kind)) \
         @form_of lc rgb ours title kind ? "ours, HTTP/2 and TLS" : "ours, HTTP/1.1", \
     for [kind = 0:1] "build/bench/in-flight.txt" index 0 using 1:(column(3 + 2 * kind)) \
         @form_of lc rgb by_hand title kind ? "by hand, HTTP/2 and TLS" : "by hand, HTTP/1.1"
set title "50 ms away" font ",14"
unset ylabel
plot "build/bench/in-flight.txt" index 1 using 1:6 with lines lc rgb "#888888" lw 4 title "in flight ÷ round trips", \
     for [kind = 0:1] "build/bench/in-flight.txt" index 1 using 1:(column(2 + 2 * kind)) \
         @form_of lc rgb ours title kind ? "ours, HTTP/2 and TLS" : "ours, HTTP/1.1", \
     for [kind = 0:1] "build/bench/in-flight.txt" index 1 using 1:(column(3 + 2 * kind)) \
         @form_of lc rgb by_hand title kind ? "by hand, HTTP/2 and TLS" : "by hand, HTTP/1.1"
unset multiplot
