package import CivilTime
package import Model

/// How fresh an answer about stays is.
package struct ReadingDocument: Document {
    /// The workspace's name.
    package var workspace: String
    /// When it was read.
    package var readAt: Instant
    /// Whether it was read for this answer.
    package var isFresh: Bool
    /// Why it is not fresh.
    package var staleBecause: String?

    enum CodingKeys: String, CodingKey {
        case workspace
        case readAt = "read_at"
        case isFresh = "is_fresh"
        case staleBecause = "stale_because"
    }

    init<Item>(_ findings: StayFindings<Item>) {
        workspace = findings.workspaceName
        readAt = findings.readAt
        isFresh = findings.staleBecause == nil
        staleBecause = findings.staleBecause.map { ForeignText.sentence($0) }
    }
}

/// Who has which door when: what `find` tells.
package struct StaysDocument: Document {
    /// What was asked for, null for everything.
    package var query: String?
    /// How fresh it is.
    package var reading: ReadingDocument
    /// The stays.
    package var stays: [StayDocument]

    /// Makes the document of what was found.
    package init(_ findings: StayFindings<Stay>) {
        query = findings.query.text
        reading = ReadingDocument(findings)
        stays = findings.items.map { StayDocument($0, now: findings.now) }
    }
}

/// One stay.
package struct StayDocument: Document {
    /// What it is.
    package var kind: RowDocument.Kind
    /// The key, null for a single code, whose id is in `doors`, and for a grant.
    package var commonCodeKey: String?
    /// The id of the grant; left out where it is none.
    @OmittedWhenNil package var accessGrantID: String?
    /// The booking's name.
    package var name: String?
    /// The zone of the doors.
    package var zone: String?
    /// Whether somebody can open one of its doors now.
    package var isInHouse: Bool
    /// Whether its time is over, or its codes are gone.
    package var isEnded: Bool
    /// Its codes.
    package var doors: [Door]
    /// Its doors of which the code is gone, although the stay is there; left out where there are none.
    @OmittedWhenNil package var lost: [Door]?

    enum CodingKeys: String, CodingKey {
        case kind
        case commonCodeKey = "common_code_key"
        case accessGrantID = "access_grant_id"
        case name, zone
        case isInHouse = "in_house"
        case isEnded = "ended"
        case doors, lost
    }

    init(_ stay: Stay, now: Instant) {
        switch stay.target {
        case .group(let key): (kind, commonCodeKey) = (.group, key)
        case .code: (kind, commonCodeKey) = (.code, nil)
        case .grant(let id): (kind, accessGrantID) = (.grant, id)
        }
        name = stay.name
        zone = stay.zone
        isInHouse = stay.isInside(at: now)
        isEnded = stay.isEnded(at: now)
        doors = stay.doors.map(Door.init)
        lost = stay.isGone || stay.lost.isEmpty ? nil : stay.lost.map(Door.init)
    }

    /// One code of a stay and its door.
    package struct Door: Document {
        /// The code.
        package var accessCodeID: String
        /// The device.
        package var deviceID: String
        /// The door's name.
        package var door: String
        /// When it begins to open.
        package var startsAt: Instant?
        /// When it ends to open.
        package var endsAt: Instant?
        /// Whether it ends.
        package var type: CodeState.Kind
        /// Whether the lock can be reached.
        package var isOnline: Bool?

        enum CodingKeys: String, CodingKey {
            case accessCodeID = "access_code_id"
            case deviceID = "device_id"
            case door
            case startsAt = "starts_at"
            case endsAt = "ends_at"
            case type
            case isOnline = "online"
        }

        init(_ door: Stay.Door) {
            accessCodeID = door.accessCodeID
            deviceID = door.deviceID
            self.door = door.name
            startsAt = door.state.startsAt
            endsAt = door.state.endsAt
            type = door.state.kind
            isOnline = door.isOnline
        }
    }
}
