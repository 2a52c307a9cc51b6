internal import CivilTime
internal import Glibc
internal import Model

/// What is said of the file of a plan that was refused: nothing was written, and an older file of that name is still the older plan.
struct UnwrittenPlan {
    private let file: String

    /// Makes it of the path that was typed.
    init(_ file: String) { self.file = file }

    /// That it was not written, and whether an older one stands there.
    var sentence: String {
        let name = file.shown
        guard let changed else { return "No plan was written: there is no file \(name)." }
        let time = LocalTime.full(changed, MachineZone.name)
        return "No plan was written: \(name) is still the older file of \(time)."
    }

    /// When a file that stands there was written, nil where there is none.
    private var changed: Instant? {
        var status = stat()
        guard unsafe lstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Instant(milliseconds: Int64(status.st_mtim.tv_sec) * 1000)
    }
}
