package import CivilTime
package import Model

/// One planned change with where it stands.
package struct RowDocument: Document {
    /// What the change is addressed to.
    package enum Kind: String, Codable, Sendable {
        /// All codes that share a `common_code_key`.
        case group
        /// One code.
        case code
        /// A stay that an access grant holds.
        case grant
    }

    /// What is addressed.
    package var kind: Kind
    /// What kind of change it is.
    package var change: Row.Change
    /// The key, null for a single code, whose id is in `members`, and for a grant.
    package var commonCodeKey: String?
    /// The id of the grant; left out where it is none.
    @OmittedWhenNil package var accessGrantID: String?
    /// The booking's name.
    package var name: String?
    /// The zone of the doors.
    package var zone: String?
    /// What all members were; left out where they differ.
    @OmittedWhenNil package var before: CodeDocument?
    /// What all members shall be; left out where they differ.
    @OmittedWhenNil package var after: CodeDocument?
    /// True where the members differ, and left out else.
    @OmittedWhenNil package var mixed: Bool?
    /// The codes.
    package var members: [Member]
    /// By when it must have happened.
    package var deadline: Instant?
    /// Whether a guest was inside.
    package var isInHouse: Bool
    /// Where it stands.
    package var status: RowStatus
    /// Why the script changed it.
    package var because: String?
    /// What went wrong.
    package var error: Problem?

    enum CodingKeys: String, CodingKey {
        case kind, change
        case commonCodeKey = "common_code_key"
        case accessGrantID = "access_grant_id"
        case name, zone, before, after, mixed, members, deadline
        case isInHouse = "in_house"
        case status, because, error
    }

    /// Makes the document of a row.
    package init(_ row: Row) {
        change = row.change
        switch row.target {
        case .group(let key): (kind, commonCodeKey) = (.group, key)
        case .code: (kind, commonCodeKey) = (.code, nil)
        case .grant(let id): (kind, accessGrantID) = (.grant, id)
        }
        name = row.name
        zone = row.zone
        before = row.before.map(CodeDocument.init)
        after = row.after.map(CodeDocument.init)
        if row.isMixed { (before, after, mixed) = (nil, nil, true) }
        members = row.members.map(Member.init)
        deadline = row.deadline
        isInHouse = row.isInHouse
        status = row.status
        because = row.because
        error = row.error.map(Problem.init)
    }

    /// One code of a row.
    package struct Member: Document {
        /// The code.
        package var accessCodeID: String
        /// Its device.
        package var deviceID: String
        /// What it was; left out for a code that is made.
        @OmittedWhenNil package var before: CodeDocument?
        /// What it shall be; left out for a code that ends.
        @OmittedWhenNil package var after: CodeDocument?
        /// Where it stands.
        package var status: RowStatus

        enum CodingKeys: String, CodingKey {
            case accessCodeID = "access_code_id"
            case deviceID = "device_id"
            case before, after, status
        }

        init(_ member: Row.Member) {
            accessCodeID = member.accessCodeID
            deviceID = member.deviceID
            if member.before.exists { before = CodeDocument(member.before) }
            if member.after.exists { after = CodeDocument(member.after) }
            status = member.status
        }
    }

    /// What went wrong with a row.
    package struct Problem: Document {
        /// A word from the list in docs/json.md, or the API's own.
        package var code: String
        /// A sentence.
        package var message: String
        /// The API's request id.
        package var requestID: String?

        enum CodingKeys: String, CodingKey {
            case code, message
            case requestID = "request_id"
        }

        init(_ error: RowError) {
            code = error.code.rawValue
            message = error.message
            requestID = error.requestID
        }
    }
}

/// What a code is or shall be.
package struct CodeDocument: Document {
    /// The start.
    package var startsAt: Instant?
    /// The end.
    package var endsAt: Instant?
    /// The name.
    package var name: String?
    /// Whether it has hours.
    package var type: CodeState.Kind

    enum CodingKeys: String, CodingKey {
        case startsAt = "starts_at"
        case endsAt = "ends_at"
        case name, type
    }

    init(_ state: CodeState) {
        startsAt = state.startsAt
        endsAt = state.endsAt
        name = state.name
        type = state.kind
    }
}
