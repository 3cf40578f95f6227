import ArgumentParser
import FTSCorpus
import FTSFolders
import FTSProtocol

/// `ftsd watch-dir`.
struct WatchDirCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch-dir",
    abstract: "Keep the index in step with folders.",
    discussion: """
        ftsd watch-dir ~/reviews
        ftsd watch-dir --all-statuses --index ~/blog.index ~/blog

      Indexes what is new or has changed in the folders since it last ran, deletes the documents of files \
      that are gone, and goes on so as files are written, moved and deleted: the index holds what ftsd index \
      would find in the folders. Changes are committed once there was none for 0.2 s, or after 3 s. It runs \
      in the foreground, beside a daemon or other commands that write to the index. SIGINT and SIGTERM end it.

      Documents get the attribute file, the path of their file, so that file:2013 finds some and \
      has:file all. Other documents of the index are left alone.

      What cannot be read is reported and left out; of a file that cannot be opened the index keeps what it \
      has. A folder that is moved away, or empty from the beginning, ends the command and deletes nothing. \
      Changes that other machines make on a network file system are not noticed until the next start.
      """)

  @OptionGroup var location: IndexLocation

  @OptionGroup var reading: SourceArguments

  @Flag(help: "Tell nothing but problems.")
  var quiet = false

  @Argument(help: "Directories.", completion: .directory)
  var folders: [String]

  func run() throws {
    let index = try location.pathForWriting()
    var options = FolderFollower.Options()
    options.source = try reading.options()
    options.writer = WriterAccess.patient
    options.version = Release.version
    options.goesOn = { !Interruption.isRequested }
    options.wakeup = try Interruption.descriptor()
    var printer = FolderPrinter(isQuiet: quiet)
    do throws(FolderError) {
      let follower = try FolderFollower(folders: folders, index: index, options: options) { printer.show($0) }
      try follower.run()
    } catch { throw Failure(error) }
  }
}
