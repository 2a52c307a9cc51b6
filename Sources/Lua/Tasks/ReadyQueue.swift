/// The tasks that can go on, in the order in which they became able to.
struct ReadyQueue {
    private var tasks: [TaskScheduler.ID] = []
    private var first = 0

    /// Adds a task at the end.
    mutating func append(_ task: TaskScheduler.ID) {
        tasks.append(task)
    }

    /// Takes the first task.
    mutating func popFirst() -> TaskScheduler.ID? {
        guard first < tasks.count else { return nil }
        let task = tasks[first]
        first += 1
        if first == tasks.count {
            tasks.removeAll(keepingCapacity: first < 1024)
            first = 0
        } else if first > 1024, first > tasks.count / 2 {
            tasks.removeFirst(first)
            first = 0
        }
        return task
    }
}
