import Model

/// The text of a page of access codes, as the API answers a list.
enum ListPage {
    /// The codes on the largest page.
    static let count = 55_000

    /// A page of `count` codes, about 730 bytes each.
    static func text(_ count: Int) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(count * 1000)
        text.append(contentsOf: #"{"access_codes":["#.utf8)
        for index in 1...count {
            if index > 1 { text.append(UInt8(ascii: ",")) }
            append(code: index, to: &text)
        }
        let end = #"],"pagination":{"has_next_page":false,"next_page_cursor":null,"next_page_url":null},"ok":true}"#
        text.append(contentsOf: end.utf8)
        return text
    }

    private static func append(code index: Int, to text: inout [UInt8]) {
        let stay = index / 3
        text.append(contentsOf: #"{"access_code_id":"8f14e45f-ceea-467f-9c1b-\#(padded(index, 12))","#.utf8)
        text.append(contentsOf: #""device_id":"1c383cd3-0b7e-4d4c-8a3e-\#(padded(index % 300, 12))","#.utf8)
        text.append(
            contentsOf: #""name":"Guest of stay \#(stay)","code":"\#(padded(index * 7919 % 1_000_000, 6))","#.utf8
        )
        text.append(contentsOf: #""common_code_key":"6512bd43-d9ca-46e0-a2bb-\#(padded(stay, 12))","#.utf8)
        text.append(contentsOf: rest.utf8)
    }

    private static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    /// The fields that all codes have in common.
    private static let rest =
        #""workspace_id":"c20ad4d7-6fe9-4759-aa27-a0c99bff6710","type":"time_bound","status":"set","#
        + #""created_at":"2026-11-01T08:30:00.000Z","starts_at":"2026-11-24T15:00:00.000Z","#
        + #""ends_at":"2026-11-27T11:00:00.000Z","pulled_backup_access_code_id":null,"#
        + #""is_backup":false,"is_backup_access_code_available":false,"is_external_modification_allowed":false,"#
        + #""is_managed":true,"is_offline_access_code":false,"is_one_time_use":false,"is_scheduled_on_device":true,"#
        + #""is_waiting_for_code_assignment":false,"errors":[],"pending_mutations":[],"warnings":[]}"#
}
