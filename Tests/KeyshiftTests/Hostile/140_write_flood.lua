-- expect: limit:output
-- why: a line that never ends must count as output, and not fill the memory of the host
local part = ("x"):rep(65536)
while true do io.write(part) end
