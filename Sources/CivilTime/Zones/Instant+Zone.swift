extension Instant {
    /// The instant with a zone's wall time and offset, such as `2026-11-24T11:00:00-08:00`.
    package func iso8601(in zone: Zone) -> String {
        let wall = zone.civil(at: self)
        var bytes: [UInt8] = []
        bytes.appendDate(wall.date, secondOfDay: wall.time.secondOfDay)
        if wall.time.millisecond != 0 {
            bytes.append(0x2E)
            bytes.append(wall.time.millisecond, digits: 3)
        }
        return String(decoding: bytes, as: UTF8.self) + FixedOffset.text(zone.offset(at: self).seconds)
    }
}
