/// One owner's doors and codes, with no reference to another owner's.
struct Workspace: Sendable {
    let id: String
    let name: String
    private(set) var devices: [Device] = []
    /// In the order of their creation; a code that is over stays here, unseen.
    private(set) var codes: [AccessCode] = []
    private var deviceIndex: [String: Int] = [:]
    private var codeIndex: [String: Int] = [:]
    private var codesByDevice: [String: [Int]] = [:]
    private var membersByKey: [String: [Int]] = [:]

    init(id: String, name: String) {
        self.id = id
        self.name = name
    }

    func device(_ id: String) -> Device? {
        deviceIndex[id].map { devices[$0] }
    }

    /// Where the code with this id is in `codes`, whether or not it is still there for a reader.
    func position(ofCode id: String) -> Int? {
        codeIndex[id]
    }

    /// Where the codes of a device are in `codes`, in the order of their creation.
    func positions(onDevice id: String) -> [Int] {
        codesByDevice[id] ?? []
    }

    /// Where the present members of a group are in `codes`.
    func members(ofGroup key: String, at now: Int64) -> [Int] {
        (membersByKey[key] ?? []).filter { codes[$0].isPresent(at: now) && codes[$0].current.commonCodeKey == key }
    }

    /// The code that already has `pin` on a device; windows do not matter, as on real locks.
    func code(withPIN pin: String, onDevice id: String, at now: Int64) -> AccessCode? {
        for position in positions(onDevice: id)
        where codes[position].current.pin == pin && codes[position].isPresent(at: now) {
            return codes[position]
        }
        return nil
    }

    mutating func insert(_ device: Device) {
        deviceIndex[device.id] = devices.count
        devices.append(device)
    }

    mutating func insert(_ code: AccessCode) {
        let position = codes.count
        codeIndex[code.id] = position
        codesByDevice[code.deviceID, default: []].append(position)
        if let key = code.current.commonCodeKey { membersByKey[key, default: []].append(position) }
        codes.append(code)
    }

    mutating func change(_ position: Int, to values: AccessCode.Values, at now: Int64, staleFor: Int64) {
        codes[position].change(to: values, at: now, staleFor: staleFor)
    }
}
