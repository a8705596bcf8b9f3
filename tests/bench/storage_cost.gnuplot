# SPDX-License-Identifier: Apache-2.0
# storage_cost.gnuplot - form is svg or png; reads build/bench/storage-cost.txt
if (form eq "svg") { set terminal svg size 760,380 font "DejaVu Sans,13" background "#ffffff" } else {
    set terminal pngcairo size 760,380 font "DejaVu Sans,11" background "#ffffff" }
set output "docs/images/storage-cost." . form
set title "One storage access: median, and the 99th of 100" font ",14"
set ylabel "microseconds"
set logscale y
set yrange [1:100000]
set grid ytics lc rgb "#dddddd"
set style data boxes
set boxwidth 0.36
set style fill solid 1.0 noborder
set key top left
set border 3
set bmargin 3.5
set xtics nomirror ("SQLite\nload" 0, "SQLite\nsave" 1, "SQLite\nlist" 2, "PostgreSQL\nload" 3, "PostgreSQL\nsave" 4, \
    "PostgreSQL\nlist" 5) font ",10"
set ytics nomirror
set xrange [-0.6:5.6]
rows(storage, records) = "< awk '$1 == \"" . storage . "\" && $2 == " . records . "' build/bench/storage-cost.txt"
plot rows("sqlite", "1000") using ($0 - 0.19):4 lc rgb "#7f85d6" title "1,000 records", \
     rows("postgres", "1000") using ($0 + 2.81):4 lc rgb "#7f85d6" notitle, \
     rows("sqlite", "1000000") using ($0 + 0.19):4 lc rgb "#4f52b2" title "1,000,000 records", \
     rows("postgres", "1000000") using ($0 + 3.19):4 lc rgb "#4f52b2" notitle, \
     rows("sqlite", "1000") using ($0 - 0.19):5 with points pt 7 ps 0.5 lc rgb "#333333" title "99th of 100", \
     rows("postgres", "1000") using ($0 + 2.81):5 with points pt 7 ps 0.5 lc rgb "#333333" notitle, \
     rows("sqlite", "1000000") using ($0 + 0.19):5 with points pt 7 ps 0.5 lc rgb "#333333" notitle, \
     rows("postgres", "1000000") using ($0 + 3.19):5 with points pt 7 ps 0.5 lc rgb "#333333" notitle
