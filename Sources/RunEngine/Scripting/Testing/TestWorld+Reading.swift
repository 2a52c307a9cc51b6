internal import CivilTime
internal import Lua
internal import Scripting
internal import Spelling

extension TestWorld {
    /// Makes a world of what `test.world{ … }` was given.
    /// - Throws: `script_error` that names the place in the table, what is wrong there, and what can be written.
    init(now: GivenMoment, zone: Zone, doors: LuaTable?, stays: LuaTable?) throws(LuaError) {
        var lists: [String: LuaValue] = [:]
        lists["doors"] = doors.map(LuaValue.table)
        lists["stays"] = stays.map(LuaValue.table)
        let node = TestNode(.table(LuaTable(fields: lists)), at: "test.world")
        self.zone = zone
        self.now = try TestNode(.nil, at: "test.world: now").civil { () throws(CivilTimeError) in
            try now.instant(in: zone)
        }
        let zoneName = zone.name
        var doors: [Door] = []
        for door in try node.list("doors") { doors.append(try Self.door(door, zone: zoneName)) }
        var stays: [Stay] = []
        for stay in try node.list("stays") { stays.append(try Self.stay(stay, on: doors)) }
        self.doors = doors
        self.stays = stays
    }

    private static func door(_ node: TestNode, zone: String) throws(LuaError) -> Door {
        if let name = node.value.text { return Door(name: name, zone: zone) }
        try node.check(["name", "zone", "type", "online", "house", "battery"])
        var door = Door(name: try node.required("name", "the name of the door").text(), zone: zone)
        if let own = node.field("zone") { door.zone = try own.zone().name }
        door.type = try node.field("type")?.text()
        door.house = try node.field("house")?.text()
        door.battery = try node.field("battery")?.share()
        door.isOnline = try node.field("online")?.flag() ?? true
        return door
    }

    private static func stay(_ node: TestNode, on doors: [Door]) throws(LuaError) -> Stay {
        try node.check(["name", "doors", "starts", "ends", "hours", "linked", "code"])
        var stay = Stay(name: try node.required("name", "the name of the stay").text(), doors: [])
        let named = try node.required("doors", "the names of its doors")
        stay.doors = named.value.text.map { [$0] } ?? []
        if stay.doors.isEmpty { for door in try node.list("doors") { stay.doors.append(try door.text()) } }
        var zone = Zone.utc
        for (place, name) in stay.doors.enumerated() {
            guard let door = doors.first(where: { $0.name == name }) else {
                let sentence = NearestName.sentence("this world", "door", name, among: doors.map(\.name))
                throw named.problem(sentence)
            }
            if place == 0 { zone = try named.civil { () throws(CivilTimeError) in try Zone.named(door.zone) } }
        }
        stay.hours = try node.hours(in: zone)
        if let own = node.field("hours") {
            try own.check(stay.doors)
            for door in stay.doors { stay.ownHours[door] = try own.field(door)?.hours(in: zone) }
        }
        stay.isLinked = try node.field("linked")?.flag() ?? true
        stay.pin = try node.field("code")?.text()
        return stay
    }
}

extension TestNode {
    /// `starts` and `ends`, nil when neither is there.
    fileprivate func hours(in zone: Zone) throws(LuaError) -> TestWorld.Hours? {
        guard let starts = field("starts"), let ends = field("ends") else {
            guard field("starts") == nil, field("ends") == nil else {
                throw problem("starts and ends belong together; leave out both for codes without an end")
            }
            return nil
        }
        let hours = TestWorld.Hours(starts: try starts.instant(in: zone), ends: try ends.instant(in: zone))
        guard hours.starts < hours.ends else { throw ends.problem("it must be after starts") }
        return hours
    }
}
