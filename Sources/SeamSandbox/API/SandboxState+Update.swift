extension SandboxState {
    /// Gives one code new values.
    /// - Throws: `access_code_not_found`, `invalid_input`, `duplicate_access_code`, `too_many_requests`.
    mutating func updateAccessCode(_ call: Call) throws(APIError) -> SandboxReply {
        let change = try plannedChange(call)
        try apply([change], call)
        let attempt = random.uuid()
        let isDone = call.arguments.flag("sync") ?? false
        let workspace = world.workspaces[call.workspace]
        return .json(200) { writer in
            writer.object("action_attempt") { writer in
                writer.field("action_attempt_id", attempt)
                writer.field("action_type", "UPDATE_ACCESS_CODE")
                writer.field("status", isDone ? "success" : "pending")
                if isDone {
                    writer.object("result") { writer in
                        writer.object("access_code") {
                            workspace.codes[change.position].writeFields(
                                change.values,
                                workspaceID: workspace.id,
                                now: call.now,
                                to: &$0
                            )
                        }
                    }
                } else {
                    writer.field("result", nil as String?)
                }
                writer.field("error", nil as String?)
            }
            writer.field("ok", true)
        }
    }

    private func plannedChange(_ call: Call) throws(APIError) -> PlannedChange {
        let workspace = world.workspaces[call.workspace]
        let arguments = call.arguments
        let id = arguments.text("access_code_id") ?? ""
        let deviceID = arguments.text("device_id")
        guard let position = workspace.position(ofCode: id), workspace.codes[position].isPresent(at: call.now),
            deviceID == nil || workspace.codes[position].deviceID == deviceID
        else {
            var data: [String: JSON] = ["access_code_id": .string(id)]
            if let deviceID { data["device_id"] = .string(deviceID) }
            let message = "Could not find an access_code with device_id or access_code_id"
            throw APIError(404, "access_code_not_found", message, data: data)
        }
        let code = workspace.codes[position]
        var values = code.current
        values.timeFrame = try Self.timeFrame(replacing: values.timeFrame, arguments, now: call.now)
        if let name = arguments.text("name") { values.name = name }
        if let pin = arguments.text("code"), pin != values.pin {
            try checkFree(pin, on: code.deviceID, named: values.name, timeFrame: values.timeFrame, call)
            values.pin = pin
            // The members of a group share one PIN, so a code with its own is no member any more.
            values.commonCodeKey = nil
        }
        if let isManaged = arguments.flag("is_managed") { values.isManaged = isManaged }
        if let isAllowed = Self.externalModification(arguments) { values.isExternalModificationAllowed = isAllowed }
        return PlannedChange(position: position, deviceID: code.deviceID, values: values)
    }

    /// The flag under either of its names.
    static func externalModification(_ arguments: Arguments) -> Bool? {
        arguments.flag("is_external_modification_allowed") ?? arguments.flag("allow_external_modification")
    }

    /// - Throws: `invalid_input` for a length the lock does not take, `duplicate_access_code`.
    func checkFree(
        _ pin: String,
        on deviceID: String,
        named name: String,
        timeFrame: TimeFrame?,
        _ call: Call
    ) throws(APIError) {
        guard Device.codeLengths.contains(pin.utf8.count) else {
            let lengths = "\(Device.codeLengths.lowerBound) to \(Device.codeLengths.upperBound)"
            throw .invalidInput("The device takes codes of \(lengths) digits only")
        }
        let workspace = world.workspaces[call.workspace]
        guard workspace.code(withPIN: pin, onDevice: deviceID, at: call.now) != nil else { return }
        let period = timeFrame.map { " for period \(UTCTime($0.startsAt).iso)-\(UTCTime($0.endsAt).iso)" } ?? ""
        throw APIError(
            409,
            "duplicate_access_code",
            "Cannot set duplicate access code \(pin) named \(name)\(period)"
        )
    }

    private static func timeFrame(
        replacing frame: TimeFrame?,
        _ arguments: Arguments,
        now: Int64
    ) throws(APIError) -> TimeFrame? {
        let schedule = ScheduleChange(arguments)
        switch arguments.text("type") {
        case "ongoing":
            guard schedule.isEmpty else {
                throw .invalidInput("'ongoing' Access codes must not include starts_at or ends_at")
            }
            return nil
        case "time_bound" where frame == nil && (schedule.startsAt == nil || schedule.endsAt == nil):
            throw .invalidInput("'time_bound' Access codes must include both starts_at and ends_at")
        default:
            return try schedule.applied(to: frame, now: now)
        }
    }
}
