-- the length of a query: nobody, as the count is wrong; stopped by check: :count()
if #groups.all():in_house() > 3 then print("many") end
