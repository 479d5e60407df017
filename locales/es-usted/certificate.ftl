certificate-unknown-more = Compare la dirección, letra por letra, con la que está en la constancia. Si es la misma, pregunte a quien la entregó.
