# The countries.
country-ar = Argentina
country-br = Brazil
country-cl = Chile
country-co = Colombia
country-cr = Costa Rica
country-ec = Ecuador
country-es = Spain
country-gb = United Kingdom
country-mx = Mexico
country-pa = Panama
country-pe = Peru
country-us = United States
country-uy = Uruguay
