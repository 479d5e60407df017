certificate-unknown-more = Compare el código, letra por letra, con el que está en la constancia. Si es el mismo, pregunte a quien la entregó.
certificate-wrong = Escriba las 16 letras y números del código.
