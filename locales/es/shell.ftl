# Around every page.
shell-skip = Saltar al contenido
shell-test = Prueba: aquí no se mueve dinero de verdad
shell-help = Ayuda
shell-real = Cómo comprobar que somos nosotros
shell-log-out = Salir
shell-error-title = Error: { $title }
person-title = ¿Prefieres hablar con una persona?
person-call = Llamar al { $phone }
person-write = Escribir a { $email }
form-problem = Revisa esto, por favor
