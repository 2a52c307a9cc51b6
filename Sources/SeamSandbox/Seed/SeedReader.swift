/// Reads what a seed file says, and checks that it fits together.
struct SeedReader {
    typealias Problem = SeedNode.Problem

    private static let format: Int64 = 1
    private static let defaultKeys = [World.apiKey, World.secondAPIKey]

    private var ids: Set<Identifier> = []
    private var keys: Set<String> = []
    private var tokens: Set<String> = []

    /// - Throws: `SeedNode.Problem`, the first one found.
    static func owners(_ document: SeedNode) throws(SeedNode.Problem) -> [SandboxSeed.Owner] {
        try document.check(["format", "workspaces"])
        guard let node = document.field("format") else {
            throw document.problem("the field \"format\" is missing; write \"format\": \(format)")
        }
        guard node.json.whole == format else {
            throw node.problem("this sandbox reads format \(format) only")
        }
        var reader = SeedReader()
        var owners: [SandboxSeed.Owner] = []
        for (number, node) in try document.list("workspaces").enumerated() {
            owners.append(try reader.owner(node, number))
        }
        guard !owners.isEmpty else {
            throw document.problem("there is no workspace; \"workspaces\" needs one at least")
        }
        return owners
    }

    private mutating func owner(_ node: SeedNode, _ number: Int) throws(Problem) -> SandboxSeed.Owner {
        try node.check([
            "name", "id", "api_key", "access_token", "client_session", "devices", "spaces", "groups", "codes", "grants",
        ])
        let usual = number < Self.defaultKeys.count ? Self.defaultKeys[number] : nil
        guard let key = try node.text("api_key") ?? usual else {
            throw node.problem("the field \"api_key\" is missing; only the first two workspaces have one by themselves")
        }
        guard keys.insert(key).inserted else {
            throw Problem(path: node.path + ["api_key"], text: "the key \"\(key)\" opens another workspace already")
        }
        let token = try node.text("access_token") ?? (number == 0 ? World.accessToken : nil)
        if let token, !token.hasPrefix("seam_at") {
            throw Problem(path: node.path + ["access_token"], text: "an access token begins with seam_at")
        }
        if let token { tokens.insert(token) }
        var owner = SandboxSeed.Owner(
            name: try node.requiredText("name"),
            id: try newID(node),
            apiKey: key,
            accessToken: token
        )
        for door in try node.list("devices") { owner.doors.append(try self.door(door, owner)) }
        var taken = Array(repeating: Set<String>(), count: owner.doors.count)
        owner.spaces = try spaces(node, owner)
        owner.session = try newSession(node, isFirst: number == 0, owner)
        for group in Self.holdsGroups(node) ? [] : try node.list("groups") {
            owner.codes.append(try code(group, isGroup: true, owner, &taken))
        }
        for single in try node.list("codes") { owner.codes.append(try code(single, isGroup: false, owner, &taken)) }
        owner.grants = try grants(node, owner, &taken)
        return owner
    }

    private mutating func newSession(
        _ node: SeedNode,
        isFirst: Bool,
        _ owner: SandboxSeed.Owner
    ) throws(Problem) -> SandboxSeed.Session? {
        guard let session = try session(node, isFirst: isFirst, owner) else { return nil }
        guard tokens.insert(session.token).inserted else {
            throw Problem(
                path: node.path + ["client_session"],
                text: "the token \"\(session.token)\" opens another session already"
            )
        }
        return session
    }

    mutating func newID(_ node: SeedNode) throws(Problem) -> Identifier? {
        guard let id = try node.id("id") else { return nil }
        guard ids.insert(id).inserted else {
            throw Problem(path: node.path + ["id"], text: "the id \(id.text) is in use already")
        }
        return id
    }

    private mutating func door(_ node: SeedNode, _ owner: SandboxSeed.Owner) throws(Problem) -> SandboxSeed.Door {
        try node.check([
            "name", "id", "type", "time_zone", "location", "room", "offline", "managed", "battery", "max_codes",
            "refuses", "takes_codes",
        ])
        let name = try node.requiredText("name")
        if owner.doors.contains(where: { $0.name == name }) {
            throw Problem(path: node.path + ["name"], text: "there is a device \"\(name)\" already")
        }
        let type = try node.text("type") ?? DeviceModel.demo[0].type
        guard DeviceModel.named(type) != nil else {
            let known = DeviceModel.all.map(\.type).joined(separator: ", ")
            throw Problem(path: node.path + ["type"], text: "there is no type \"\(type)\"; there are \(known)")
        }
        return SandboxSeed.Door(
            name: name,
            id: try newID(node),
            type: type,
            timeZone: try node.text("time_zone"),
            location: try node.text("location"),
            room: try node.text("room"),
            isOffline: try node.flag("offline") ?? false,
            isManaged: try node.flag("managed") ?? true,
            battery: try node.share("battery"),
            mostCodes: try node.count("max_codes"),
            refuses: try node.flag("refuses") ?? false,
            takesCodes: try node.flag("takes_codes") ?? true
        )
    }

    func code(
        _ node: SeedNode,
        isGroup: Bool,
        _ owner: SandboxSeed.Owner,
        _ taken: inout [Set<String>]
    ) throws(Problem) -> SandboxSeed.Code {
        let common = ["name", "code", "starts_at", "ends_at"]
        try node.check(common + (isGroup ? ["devices", "common_code_key", "hours"] : ["device", "managed"]))
        let doors = try doors(node, isGroup: isGroup, owner)
        let pin = try node.text("code")
        if let pin { try check(pin, on: doors, node, owner, &taken) }
        return SandboxSeed.Code(
            name: try node.requiredText("name"),
            doors: doors,
            pin: pin,
            timeFrame: try node.timeFrame(),
            ownFrames: try ownFrames(node, doors, owner),
            commonCodeKey: try node.text("common_code_key"),
            isGroup: isGroup,
            isManaged: try node.flag("managed") ?? true
        )
    }

    /// The `hours` of a group: those of single doors, by the names of the doors.
    private func ownFrames(
        _ node: SeedNode,
        _ doors: [Int],
        _ owner: SandboxSeed.Owner,
    ) throws(Problem) -> [Int: TimeFrame] {
        guard let hours = node.field("hours") else { return [:] }
        try hours.check(doors.map { owner.doors[$0].name })
        var frames: [Int: TimeFrame] = [:]
        for door in doors {
            guard let own = hours.field(owner.doors[door].name) else { continue }
            try own.check(["starts_at", "ends_at"])
            frames[door] = try own.timeFrame()
        }
        return frames
    }

    func doors(_ node: SeedNode, isGroup: Bool, _ owner: SandboxSeed.Owner) throws(Problem) -> [Int] {
        let names = isGroup ? try node.list("devices") : [node.field("device")].compactMap(\.self)
        guard !names.isEmpty else {
            let what = isGroup ? "\"devices\" needs the name of one device at least" : "the field \"device\" is missing"
            throw node.problem(what)
        }
        var doors: [Int] = []
        for name in names {
            let text = try name.text()
            guard let door = owner.doors.firstIndex(where: { $0.name == text }) else {
                throw name.problem("there is no device \"\(text)\" in this workspace")
            }
            guard !doors.contains(door) else { throw name.problem("the device \"\(text)\" is named twice") }
            doors.append(door)
        }
        return doors
    }

    func check(
        _ pin: String,
        on doors: [Int],
        _ node: SeedNode,
        _ owner: SandboxSeed.Owner,
        _ taken: inout [Set<String>]
    ) throws(Problem) {
        let path = node.path + ["code"]
        guard pin.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw Problem(path: path, text: "a code has digits only")
        }
        for door in doors {
            let name = owner.doors[door].name
            if let model = DeviceModel.named(owner.doors[door].type), let objection = model.objection(to: pin) {
                throw Problem(path: path, text: "\(objection): \"\(name)\" is a \(model.brand)")
            }
            guard taken[door].insert(pin).inserted else {
                throw Problem(path: path, text: "\"\(name)\" has another code with the same digits")
            }
        }
    }
}
