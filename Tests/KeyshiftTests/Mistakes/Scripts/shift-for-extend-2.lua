-- shift for extend: six guests begin two hours later; stopped by a refusal (shorten): 6 stays lose time
for g in groups.all():upcoming():each() do g:shift("+2h") end
