package import CivilTime

/// A program that is started when there are alarms to tell, as `keyshift.json` describes it.
package struct AlarmHook: Hashable, Sendable {
    /// The most that one node may have.
    package static let most = 16
    /// The longest time that one may take.
    package static let longest = TimeSpan(milliseconds: 60_000)

    /// What it is called.
    package var name: String
    /// The program, by its whole path, and its arguments; no shell reads them.
    package var command: [String]
    /// The least level that it is told.
    package var least = Alarm.Level.warning
    /// How long it may take.
    package var limit = TimeSpan(milliseconds: 10_000)

    /// Makes a hook that is told everything.
    package init(name: String, command: [String]) {
        self.name = name
        self.command = command
    }

    /// The way of alarms that it is.
    package var way: AlarmWay { AlarmWay("hook \(name)", least: least) }
}
