internal import CivilTime
internal import Model

/// The stays that somebody has taken a code from, told by the doors that are theirs still.
extension StayDesk {
    /// The stays with the doors of which the code went: of a few all that can be known, of many what earlier looks showed.
    func withLost(_ found: [Stay], _ look: Look) async throws -> [Stay] {
        var stays = found
        let isFresh = look.staleBecause == nil
        let isFew = stays.count <= Self.mostExplained
        let renewed = Set(look.reading.stays.filter(\.isGone).compactMap(\.name))
        let suspected = isFresh && !isFew ? await (try lostDoors(look)).suspected(among: stays) : []
        var asked = 0
        for place in stays.indices where !stays[place].isGone {
            let stay = stays[place]
            let isRenewed = stay.name.map(renewed.contains) ?? false
            guard isFew || isRenewed || suspected.contains(stay.target) || !stay.lost.isEmpty else { continue }
            let history = try await history(of: stay, look)
            stays[place].lost = history.lost(of: stay, at: look.now, among: look.reading.stays)
            let isOpen = stays[place].lost.isEmpty && (isRenewed || suspected.contains(stay.target))
            guard isFresh, isFew || isOpen, asked < Self.mostNamed else { continue }
            asked += 1
            stays[place].lost = try await lostDoors(look).find(of: stay, history)
        }
        return stays
    }

    /// The stays that have lost the door that is asked for, which no look has shown before.
    /// - Throws: `no_match` where stays are known by the text, and none of them had the door.
    func foundByLostDoor(_ query: StayQuery, _ look: Look) async throws -> [Stay] {
        let lost = try lostDoors(look)
        var anywhere = query
        anywhere.places = RowSelection()
        var stays = anywhere.found(in: look.reading.stays, at: look.now)
        if stays.isEmpty, query.places.isEverything, let text = query.text.flatMap(StayText.init) {
            stays = try await lost.stays(among: look.reading.stays) { text.isFound(name: nil, doors: [$0.name]) }
        }
        stays = Array(stays.prefix(Self.mostExplained))
        for place in stays.indices {
            let history = try await history(of: stays[place], look)
            stays[place].lost = try await lost.find(of: stays[place], history)
        }
        let found = query.found(in: stays, at: look.now)
        guard found.isEmpty, let first = stays.first, !query.places.isEverything else { return found }
        throw PlanError(elsewhere: first, query.places, among: look.reading.stays, at: look.now)
    }

    /// The stays that are known by a door of which their code is gone, beside those that were found: their guests live there.
    func losing(_ asked: StayQuery, _ look: Look, besides found: [Stay]) async throws -> [Stay] {
        guard asked.text != nil || !asked.places.isEverything else { return [] }
        var query = placed(asked, look)
        query.takesLost = true
        let known = Set(found.map(\.target))
        let others = look.reading.stays.filter { !$0.isGone && !known.contains($0.target) }
        var stays = query.found(in: others.filter { !$0.lost.isEmpty }, at: look.now)
        let devices = devices(of: query, look)
        if look.staleBecause == nil, !devices.isEmpty {
            let suspected = try await lostDoors(look).suspected(among: others, on: devices)
            let listed = Set(stays.map(\.target))
            stays += others.filter { suspected.contains($0.target) && !listed.contains($0.target) }
        }
        stays = Array(stays.prefix(Self.mostNamed))
        for place in stays.indices {
            let history = try await history(of: stays[place], look)
            if look.staleBecause == nil {
                stays[place].lost = try await lostDoors(look).find(of: stays[place], history)
            } else {
                stays[place].lost = history.lost(of: stays[place], at: look.now, among: look.reading.stays)
            }
        }
        return query.found(in: stays, at: look.now)
    }

    /// The devices whose names a query has.
    private func devices(of query: StayQuery, _ look: Look) -> Set<String> {
        let text = query.text.flatMap(StayText.init)
        let all = look.doors.values.map { (name: $0.name, deviceID: $0.deviceID) }
        let places = query.places.resolved(among: all)
        let meant = look.doors.values.filter { door in
            (text?.isFound(name: nil, doors: [door.name]) ?? true)
                && places.containsDoor(in: [(door.name, door.deviceID)])
        }
        return Set(meant.map(\.deviceID))
    }
}
