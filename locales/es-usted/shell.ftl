person-title = ¿Prefiere hablar con una persona?
form-problem = Revise esto, por favor
