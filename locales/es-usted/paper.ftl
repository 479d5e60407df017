kept-heading = Lo que aceptó
