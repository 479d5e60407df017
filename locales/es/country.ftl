# Los países.
country-ar = Argentina
country-br = Brasil
country-cl = Chile
country-co = Colombia
country-cr = Costa Rica
country-ec = Ecuador
country-es = España
country-gb = Reino Unido
country-mx = México
country-pa = Panamá
country-pe = Perú
country-us = Estados Unidos
country-uy = Uruguay
