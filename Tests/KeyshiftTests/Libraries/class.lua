-- Classes with single inheritance, called to make objects.
local function index(class) return function(_, name) return class[name] or class.super and class.super[name] end end
return function(name, super)
    local class = { name = name, super = super }
    local metatable = { __index = index(class) }
    for event, method in pairs(super and super.events or {}) do metatable[event] = method end
    class.events = metatable
    function class:is(other)
        local current = class
        while current and current ~= other do current = current.super end
        return current ~= nil
    end
    return setmetatable(class, {
        __index = super,
        __newindex = function(t, key, value) if key:sub(1, 2) == "__" then metatable[key] = value else rawset(t, key, value) end end,
        __call = function(_, ...)
            local object = setmetatable({}, metatable)
            class.initialize(object, ...)
            return object
        end,
    })
end
