-- a word that allows nothing: a guest inside is shut out; stopped by the call: did you mean "lockout"?
local word = "lockuot"
groups.all():booking("BK-1"):one():shift("+2h", { allow = word })
