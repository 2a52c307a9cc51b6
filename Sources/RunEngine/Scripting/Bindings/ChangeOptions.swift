internal import Lua
internal import Scripting

extension Change {
    /// Takes what a script says of the change beside the change itself.
    mutating func take(_ options: GivenOptions?) {
        guard let options else { return }
        because = options.because
        once = options.once
        allowed = options.allowed
        replaces = options.replaces
    }
}
