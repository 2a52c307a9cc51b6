-- For wrk: posts update_multiple for one group after the other, each time with other hours, and tells what went wrong.
-- Its argument is a file with a group's key on each line.

local requests = {}
local position = 0

function init(arguments)
    local headers = {
        ["Authorization"] = "Bearer seam_sandbox_key",
        ["Content-Type"] = "application/json",
        ["Accept"] = "application/json",
    }
    local body = '{"common_code_key":"%s","starts_at":"2026-11-20T15:00:00Z","ends_at":"2027-01-01T11:%02d:00Z"}'
    -- Made ahead, so that the time is the server's; 7 hours for each key, so that every request changes something.
    for minute = 10, 16 do
        for key in io.lines(arguments[1]) do
            requests[#requests + 1] = wrk.format("POST", nil, headers, body:format(key, minute))
        end
    end
    -- The threads begin at different groups.
    math.randomseed(tonumber(tostring(requests):match("0x(%x+)"), 16))
    position = math.random(#requests)
end

function request()
    position = position % #requests + 1
    return requests[position]
end

function done(summary, latency)
    local errors = summary.errors
    io.write(("\nresult %d %d %d %d %d %d %.1f %.1f\n"):format(
        summary.requests, summary.duration, errors.connect, errors.read, errors.write + errors.timeout, errors.status,
        latency:percentile(50), latency:percentile(99)))
end
