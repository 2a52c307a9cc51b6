import Testing

/// A cron expression, and when it fires: the cases on which widespread engines disagree, and a random sample.
///
/// Firings are what a brute-force search over every minute gives for the rule in the documentation.
struct CronVector: CustomTestStringConvertible, Sendable {
    let name: String
    let expression: String
    let zone: String
    let after: String
    let firings: [String]

    var testDescription: String { "\(name): \(expression) in \(zone)" }

    /// Zones whose rules have been the same in all zone data since 2023.
    static let stable: [CronVector] = [
        CronVector(
            name: "plain-01",
            expression: "0 11 * * *",
            zone: "UTC",
            after: "2026-05-04T11:00Z",
            firings: ["2026-05-05T11:00Z", "2026-05-06T11:00Z", "2026-05-07T11:00Z"],
        ),
        CronVector(
            name: "plain-03",
            expression: "30 9 * * *",
            zone: "Asia/Kathmandu",
            after: "2026-05-04T00:00Z",
            firings: ["2026-05-04T03:45Z", "2026-05-05T03:45Z", "2026-05-06T03:45Z"],
        ),
        CronVector(
            name: "plain-04",
            expression: "*/15 8-10 * * *",
            zone: "Europe/Paris",
            after: "2026-06-01T08:20Z",
            firings: ["2026-06-01T08:30Z", "2026-06-01T08:45Z", "2026-06-02T06:00Z"],
        ),
        CronVector(
            name: "plain-06",
            expression: "0 9 * * MON-FRI",
            zone: "America/Chicago",
            after: "2026-07-03T15:00Z",
            firings: ["2026-07-06T14:00Z", "2026-07-07T14:00Z", "2026-07-08T14:00Z"],
        ),
        CronVector(
            name: "plain-07",
            expression: "0 9 * * 7",
            zone: "UTC",
            after: "2026-07-01T00:00Z",
            firings: ["2026-07-05T09:00Z", "2026-07-12T09:00Z", "2026-07-19T09:00Z"],
        ),
        CronVector(
            name: "plain-08",
            expression: "0 9 * * 1",
            zone: "UTC",
            after: "2026-07-01T00:00Z",
            firings: ["2026-07-06T09:00Z", "2026-07-13T09:00Z", "2026-07-20T09:00Z"],
        ),
        CronVector(
            name: "plain-09",
            expression: "0 0 29 2 *",
            zone: "UTC",
            after: "2026-01-01T00:00Z",
            firings: ["2028-02-29T00:00Z", "2032-02-29T00:00Z", "2036-02-29T00:00Z"],
        ),
        CronVector(
            name: "plain-10",
            expression: "0 12 31 * *",
            zone: "UTC",
            after: "2026-04-01T00:00Z",
            firings: ["2026-05-31T12:00Z", "2026-07-31T12:00Z", "2026-08-31T12:00Z"],
        ),
        CronVector(
            name: "plain-12",
            expression: "0 4 */2 * MON",
            zone: "UTC",
            after: "2026-07-01T05:00Z",
            firings: ["2026-07-13T04:00Z", "2026-07-27T04:00Z", "2026-08-03T04:00Z"],
        ),
        CronVector(
            name: "plain-15",
            expression: "0 9 * * 2#2",
            zone: "UTC",
            after: "2026-07-01T00:00Z",
            firings: ["2026-07-14T09:00Z", "2026-08-11T09:00Z", "2026-09-08T09:00Z"],
        ),
        CronVector(
            name: "plain-17",
            expression: "@daily",
            zone: "Pacific/Auckland",
            after: "2026-06-30T00:00Z",
            firings: ["2026-06-30T12:00Z", "2026-07-01T12:00Z", "2026-07-02T12:00Z"],
        ),
        CronVector(
            name: "plain-18",
            expression: "@hourly",
            zone: "Asia/Kolkata",
            after: "2026-06-30T00:10Z",
            firings: ["2026-06-30T00:30Z", "2026-06-30T01:30Z", "2026-06-30T02:30Z"],
        ),
        CronVector(
            name: "plain-19",
            expression: "0 0 1 1 *",
            zone: "Pacific/Kiritimati",
            after: "2026-12-30T00:00Z",
            firings: ["2026-12-31T10:00Z", "2027-12-31T10:00Z", "2028-12-31T10:00Z"],
        ),
        CronVector(
            name: "gap-01",
            expression: "30 2 * * *",
            zone: "America/New_York",
            after: "2026-03-07T12:00Z",
            firings: ["2026-03-08T07:00Z", "2026-03-09T06:30Z", "2026-03-10T06:30Z"],
        ),
        CronVector(
            name: "gap-03",
            expression: "*/30 * * * *",
            zone: "America/New_York",
            after: "2026-03-08T06:10Z",
            firings: ["2026-03-08T06:30Z", "2026-03-08T07:00Z", "2026-03-08T07:30Z"],
        ),
        CronVector(
            name: "gap-04",
            expression: "*/15 2 * * *",
            zone: "America/New_York",
            after: "2026-03-08T06:10Z",
            firings: ["2026-03-09T06:00Z", "2026-03-09T06:15Z", "2026-03-09T06:30Z"],
        ),
        CronVector(
            name: "gap-05",
            expression: "15 1 * * *",
            zone: "Europe/London",
            after: "2026-03-28T12:00Z",
            firings: ["2026-03-29T01:00Z", "2026-03-30T00:15Z", "2026-03-31T00:15Z"],
        ),
        CronVector(
            name: "gap-07",
            expression: "0 0 * * *",
            zone: "America/Santiago",
            after: "2026-09-05T12:00Z",
            firings: ["2026-09-06T04:00Z", "2026-09-07T03:00Z", "2026-09-08T03:00Z"],
        ),
        CronVector(
            name: "gap-08",
            expression: "15 2 * * *",
            zone: "Australia/Lord_Howe",
            after: "2026-10-03T00:00Z",
            firings: ["2026-10-03T15:30Z", "2026-10-04T15:15Z", "2026-10-05T15:15Z"],
        ),
        CronVector(
            name: "gap-10",
            expression: "0 3 * * *",
            zone: "America/New_York",
            after: "2026-03-07T12:00Z",
            firings: ["2026-03-08T07:00Z", "2026-03-09T07:00Z", "2026-03-10T07:00Z"],
        ),
        CronVector(
            name: "gap-11",
            expression: "0 2,3 * * *",
            zone: "America/New_York",
            after: "2026-03-07T12:00Z",
            firings: ["2026-03-08T07:00Z", "2026-03-09T06:00Z", "2026-03-09T07:00Z"],
        ),
        CronVector(
            name: "lap-02",
            expression: "*/30 * * * *",
            zone: "America/New_York",
            after: "2026-11-01T05:10Z",
            firings: ["2026-11-01T05:30Z", "2026-11-01T06:00Z", "2026-11-01T06:30Z"],
        ),
        CronVector(
            name: "lap-03",
            expression: "*/30 1 * * *",
            zone: "America/New_York",
            after: "2026-11-01T04:50Z",
            firings: ["2026-11-01T05:00Z", "2026-11-01T05:30Z", "2026-11-01T06:00Z"],
        ),
        CronVector(
            name: "lap-04",
            expression: "30 1 * * *",
            zone: "Europe/London",
            after: "2026-10-24T12:00Z",
            firings: ["2026-10-25T00:30Z", "2026-10-26T01:30Z", "2026-10-27T01:30Z"],
        ),
        CronVector(
            name: "lap-05",
            expression: "45 2 * * *",
            zone: "Europe/Berlin",
            after: "2026-10-24T12:00Z",
            firings: ["2026-10-25T00:45Z", "2026-10-26T01:45Z", "2026-10-27T01:45Z"],
        ),
        CronVector(
            name: "lap-06",
            expression: "30 1 * * *",
            zone: "America/New_York",
            after: "2026-11-01T05:30Z",
            firings: ["2026-11-02T06:30Z", "2026-11-03T06:30Z", "2026-11-04T06:30Z"],
        ),
        CronVector(
            name: "lap-07",
            expression: "45 1 * * *",
            zone: "Australia/Lord_Howe",
            after: "2026-04-04T00:00Z",
            firings: ["2026-04-04T14:45Z", "2026-04-05T15:15Z", "2026-04-06T15:15Z"],
        ),
        CronVector(
            name: "lap-08",
            expression: "30 0-3 * * *",
            zone: "America/New_York",
            after: "2026-11-01T04:00Z",
            firings: ["2026-11-01T04:30Z", "2026-11-01T05:30Z", "2026-11-01T07:30Z"],
        ),
        CronVector(
            name: "lap-11",
            expression: "* 2 * * *",
            zone: "Australia/Lord_Howe",
            after: "2026-04-04T15:00Z",
            firings: ["2026-04-04T15:30Z", "2026-04-04T15:31Z", "2026-04-04T15:32Z"],
        ),
    ]

    /// Zones whose rules changed in 2026; right only with zone data 2026f or later.
    static let since2026f: [CronVector] = [
        CronVector(
            name: "rule-01",
            expression: "0 11 * * *",
            zone: "America/Vancouver",
            after: "2026-11-15T00:00Z",
            firings: ["2026-11-15T18:00Z", "2026-11-16T18:00Z", "2026-11-17T18:00Z"],
        ),
        CronVector(
            name: "rule-03",
            expression: "0 11 * * *",
            zone: "America/Winnipeg",
            after: "2026-11-15T00:00Z",
            firings: ["2026-11-15T16:00Z", "2026-11-16T16:00Z", "2026-11-17T16:00Z"],
        ),
        CronVector(
            name: "rule-04",
            expression: "0 11 * * *",
            zone: "Africa/Casablanca",
            after: "2026-11-15T00:00Z",
            firings: ["2026-11-15T11:00Z", "2026-11-16T11:00Z", "2026-11-17T11:00Z"],
        ),
    ]
}
