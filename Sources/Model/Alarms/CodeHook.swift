package import CivilTime

/// A program that gets a PIN which was made, to bring it to the guest, as `on_code` of `keyshift.json` describes it.
package struct CodeHook: Hashable, Sendable {
    /// What it is called.
    package var name: String
    /// The program, by its whole path, and its arguments; no shell reads them.
    package var command: [String]
    /// How long it may take.
    package var limit = TimeSpan(milliseconds: 20_000)

    /// Makes a hook.
    package init(name: String, command: [String]) {
        self.name = name
        self.command = command
    }
}
