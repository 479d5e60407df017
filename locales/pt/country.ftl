# Os países.
country-ar = Argentina
country-br = Brasil
country-cl = Chile
country-co = Colômbia
country-cr = Costa Rica
country-ec = Equador
country-es = Espanha
country-gb = Reino Unido
country-mx = México
country-pa = Panamá
country-pe = Peru
country-us = Estados Unidos
country-uy = Uruguai
