team-answers-files = Llegó con una imagen o un archivo que no se pudo guardar aquí: pida los datos, por ejemplo el número de operación.
