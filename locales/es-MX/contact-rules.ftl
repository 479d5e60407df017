contact-rule-holidays = No en día festivo
