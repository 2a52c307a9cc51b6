/// The contents of one TZif file, versions 1 to 4 (RFC 9636).
struct ZoneFile: Hashable, Sendable {
    /// The instants, in seconds since 1970, at which another kind of local time begins; ascending.
    let transitions: [Int64]
    /// For each transition, the index of the kind that begins there.
    let kinds: [UInt8]
    /// The kinds of local time; the first one holds before the first transition (section 3.2).
    let offsets: [Zone.Offset]
    /// The rule for the time after the last transition, nil when the last kind goes on for ever.
    let rule: ZoneRule?

    /// Reads a file's bytes.
    ///
    /// The 64-bit block is used where there is one. A file that counts leap seconds is refused: Seam's
    /// timestamps do not.
    /// - Throws: `zone_data` with the reason, a clause that a caller puts after the file's name.
    init(bytes: [UInt8]) throws(CivilTimeError) {
        var reader = Reader(bytes: bytes)
        var header = try reader.header()
        guard header.version >= 0x32 else {
            self = try reader.block(header, timeSize: 4, hasFooter: false)
            return
        }
        try reader.skip(header.blockLength(timeSize: 4))
        header = try reader.header()
        self = try reader.block(header, timeSize: 8, hasFooter: true)
    }

    init(transitions: [Int64], kinds: [UInt8], offsets: [Zone.Offset], rule: ZoneRule?) {
        self.transitions = transitions
        self.kinds = kinds
        self.offsets = offsets
        self.rule = rule
    }

    static func damaged(_ reason: String) -> CivilTimeError {
        CivilTimeError(code: .zoneData, message: reason)
    }
}

/// The counts at the head of a block (RFC 9636 section 3.1).
private struct Header {
    let version: UInt8
    let utIndicators: Int
    let standardIndicators: Int
    let leapSeconds: Int
    let transitions: Int
    let offsets: Int
    let abbreviationBytes: Int

    func blockLength(timeSize: Int) -> Int {
        transitions * (timeSize + 1) + offsets * 6 + abbreviationBytes + leapSeconds * (timeSize + 4)
            + standardIndicators + utIndicators
    }
}

/// A cursor over the bytes of a file, in network byte order.
private struct Reader {
    let bytes: [UInt8]
    var position = 0

    mutating func skip(_ count: Int) throws(CivilTimeError) {
        _ = try take(count)
    }

    mutating func take(_ count: Int) throws(CivilTimeError) -> ArraySlice<UInt8> {
        guard count <= bytes.count - position else { throw ZoneFile.damaged("it ends too early") }
        defer { position += count }
        return bytes[position..<position + count]
    }

    mutating func integer(size: Int) throws(CivilTimeError) -> Int64 {
        let bits = try take(size).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return size == 4 ? Int64(Int32(truncatingIfNeeded: bits)) : Int64(bitPattern: bits)
    }

    mutating func header() throws(CivilTimeError) -> Header {
        guard try take(4).elementsEqual("TZif".utf8) else { throw ZoneFile.damaged("it does not start with TZif") }
        let version = try take(16)
        var counts: [Int] = []
        for _ in 0..<6 {
            let count = try integer(size: 4)
            guard (0...1_000_000).contains(count) else { throw ZoneFile.damaged("a count in it is impossible") }
            counts.append(Int(count))
        }
        let header = Header(
            version: version.first ?? 0,
            utIndicators: counts[0],
            standardIndicators: counts[1],
            leapSeconds: counts[2],
            transitions: counts[3],
            offsets: counts[4],
            abbreviationBytes: counts[5],
        )
        guard header.offsets > 0 else { throw ZoneFile.damaged("it names no local time") }
        return header
    }

    mutating func block(_ header: Header, timeSize: Int, hasFooter: Bool) throws(CivilTimeError) -> ZoneFile {
        guard header.leapSeconds == 0 else { throw ZoneFile.damaged("it counts leap seconds") }
        var transitions: [Int64] = []
        for _ in 0..<header.transitions {
            let time = try integer(size: timeSize)
            guard transitions.last ?? .min < time || transitions.isEmpty else {
                throw ZoneFile.damaged("its transitions are not in order")
            }
            transitions.append(time)
        }
        let kinds = Array(try take(header.transitions))
        guard kinds.allSatisfy({ Int($0) < header.offsets }) else {
            throw ZoneFile.damaged("a transition in it leads nowhere")
        }
        let offsets = try self.offsets(header)
        try skip(header.standardIndicators + header.utIndicators)
        let rule = hasFooter ? try footer() : nil
        return ZoneFile(transitions: transitions, kinds: kinds, offsets: offsets, rule: rule)
    }

    mutating func offsets(_ header: Header) throws(CivilTimeError) -> [Zone.Offset] {
        var records: [(seconds: Int, isDaylight: Bool, index: Int)] = []
        for _ in 0..<header.offsets {
            let seconds = Int(try integer(size: 4))
            let pair = Array(try take(2))
            guard (-93_599...93_599).contains(seconds), pair[0] <= 1, Int(pair[1]) < header.abbreviationBytes else {
                throw ZoneFile.damaged("a local time in it is impossible")
            }
            records.append((seconds, pair[0] == 1, Int(pair[1])))
        }
        let names = Array(try take(header.abbreviationBytes))
        return records.map { record in
            let name = String(decoding: names[record.index...].prefix { $0 != 0 }, as: UTF8.self)
            return Zone.Offset(seconds: record.seconds, abbreviation: name, isDaylight: record.isDaylight)
        }
    }

    /// The TZ string between two newlines at the end (section 3.3).
    mutating func footer() throws(CivilTimeError) -> ZoneRule? {
        guard try take(1).first == 0x0A else { throw ZoneFile.damaged("its footer is missing") }
        let line = bytes[position...].prefix { $0 != 0x0A }
        guard position + line.count < bytes.count else { throw ZoneFile.damaged("its footer is cut off") }
        guard !line.isEmpty else { return nil }
        guard let rule = ZoneRule(String(decoding: line, as: UTF8.self)) else {
            throw ZoneFile.damaged("its footer cannot be read")
        }
        return rule
    }
}
