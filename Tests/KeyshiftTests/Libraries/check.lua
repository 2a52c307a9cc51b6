-- Tests: every function of a table whose name begins with `test_`, in the order of the names.
local check = {}
function check.equal(got, wanted) if got ~= wanted then error(tostring(got) .. " is not " .. tostring(wanted), 2) end end
function check.fails(body, pattern)
    local ok, problem = pcall(body)
    if ok or not tostring(problem):find(pattern) then error(tostring(problem) .. " is another error", 2) end
end
function check.run(suite, output)
    local names, passed, failures = {}, 0, {}
    for name in pairs(suite) do if name:find("^test_") then names[#names + 1] = name end end
    table.sort(names)
    for _, name in ipairs(names) do
        local ok, problem = xpcall(suite[name], debug.traceback, suite)
        if ok then passed = passed + 1 else failures[#failures + 1] = problem end
    end
    assert(debug.getinfo(check.run, "S").short_src:match("check%.lua$") and os.getenv("CHECK_OUTPUT") == nil)
    output:write(passed, " passed, ", #failures, " failed\n")
    return passed, failures
end
return check
