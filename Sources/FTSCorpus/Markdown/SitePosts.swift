import Synchronization

/// The posts of sites by their slugs, for comments that tell of no more. A site is looked through once.
final class SitePosts: Sendable {
  private let postsOfSites = Mutex<[String: [String: String]]>([:])

  /// The id of the post with that slug; the slug itself where there is none.
  func id(ofSlug slug: String, root: String) -> String {
    postsOfSites.withLock { sites in
      let posts = sites[root] ?? Self.posts(of: root)
      sites[root] = posts
      return posts[slug] ?? slug
    }
  }

  /// The names of posts lead to them with and without their date, the earliest where a slug is there twice.
  private static func posts(of root: String) -> [String: String] {
    var posts: [String: String] = [:]
    for entry in SourceWalker.entries(of: [root]) {
      guard case .file(let file, _, _) = entry else { continue }
      let path = SitePath(file)
      guard path.isMarkdown || path.isHTML, !path.isMachinery else { continue }
      let id = path.postID
      for name in [id, path.stem, path.slug] where posts[name] == nil { posts[name] = id }
    }
    return posts
  }
}
