team-answers-files = Llegó con una imagen o un archivo, que aquí no se guarda: pida los datos, por ejemplo el número de operación.
