import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Version;

/**
 * Lucene as a worker of the comparison: indexes lines of tokens, and times queries over them.
 *
 * <p>Speaks the command line of worker.py, and prints the same JSON. The documents of a hit are not
 * fetched while the clock runs; the query cache is off, so that every pass does the work again.
 */
public final class LuceneWorker {
  private static final String TEXT = "text";
  private static final String ID = "id";
  private static final float K1 = 1.2f;
  private static final float B = 0.75f;

  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (int at = 1; at + 1 < arguments.length; at += 2) {
      options.put(arguments[at].substring(2), arguments[at + 1]);
    }
    switch (arguments[0]) {
      case "index" -> index(options);
      case "queries" -> queries(options);
      case "version" -> System.out.println(
          "{\"version\": \"" + Version.LATEST + "\", \"java\": \"" + Runtime.version() + "\"}");
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void index(Map<String, String> options) throws Exception {
    Path path = Path.of(options.get("index"));
    int threads = Integer.parseInt(options.get("threads"));
    IndexWriterConfig config = new IndexWriterConfig(new WhitespaceAnalyzer(1 << 15));
    config.setSimilarity(new BM25Similarity(K1, B));
    config.setRAMBufferSizeMB(1900);
    config.setUseCompoundFile(false);
    TieredMergePolicy merges = new TieredMergePolicy();
    merges.setNoCFSRatio(0);
    config.setMergePolicy(merges);
    long start = System.nanoTime();
    double committed;
    try (IndexWriter writer = new IndexWriter(FSDirectory.open(path), config);
        BufferedReader lines = Files.newBufferedReader(Path.of(options.get("corpus")))) {
      addAll(writer, new Lines(lines), threads);
      writer.commit();
      committed = seconds(start);
      writer.forceMerge(1);
      writer.commit();
    }
    System.out.printf(
        Locale.ROOT,
        "{\"seconds\": %.3f, \"merged_seconds\": %.3f, \"parts\": %s}%n",
        committed, seconds(start), parts(path));
  }

  private static void addAll(IndexWriter writer, Lines lines, int threads) throws Exception {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> others = new ArrayList<>();
    for (int number = 1; number < threads; number++) {
      Thread thread = new Thread(() -> {
        try {
          addSome(writer, lines);
        } catch (IOException error) {
          failure.set(error);
        }
      });
      thread.start();
      others.add(thread);
    }
    addSome(writer, lines);
    for (Thread thread : others) thread.join();
    if (failure.get() != null) throw new IOException(failure.get());
  }

  private static void addSome(IndexWriter writer, Lines lines) throws IOException {
    Document document = new Document();
    StoredField id = new StoredField(ID, 0);
    TextField text = new TextField(TEXT, "", Field.Store.YES);
    document.add(id);
    document.add(text);
    for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
      id.setIntValue(line.number());
      text.setStringValue(line.text());
      writer.addDocument(document);
    }
  }

  /** The lines of a file with their numbers from 0, for several threads. */
  private static final class Lines {
    record Line(int number, String text) {}

    private final BufferedReader reader;
    private int count = 0;

    Lines(BufferedReader reader) {
      this.reader = reader;
    }

    synchronized Line next() throws IOException {
      String text = reader.readLine();
      return text == null ? null : new Line(count++, text);
    }
  }

  /** Bytes of the index by the extension of its files, as JSON. */
  private static String parts(Path path) throws IOException {
    Map<String, Long> bytes = new TreeMap<>();
    try (var files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        bytes.merge(dot < 0 ? name : name.substring(dot + 1), Files.size(file), Long::sum);
      }
    }
    List<String> rows = new ArrayList<>();
    bytes.forEach((name, size) -> rows.add("\"" + name + "\": " + size));
    return "{" + String.join(", ", rows) + "}";
  }

  private static void queries(Map<String, String> options) throws Exception {
    String mode = options.get("mode");
    int k = Integer.parseInt(options.get("k"));
    List<String> lines = Files.readAllLines(Path.of(options.get("queries")));
    List<Query> queries = lines.stream().map(line -> query(line.split(" "), mode)).toList();
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(Path.of(options.get("index"))))) {
      IndexSearcher searcher = new IndexSearcher(reader);
      searcher.setSimilarity(new BM25Similarity(K1, B));
      searcher.setQueryCache(null);
      if (options.containsKey("dump")) {
        dump(searcher, lines, queries, mode, k, Path.of(options.get("dump")));
      }
      for (int pass = Integer.parseInt(options.get("warm-up")); pass > 0; pass--) {
        time(searcher, queries, mode, k);
      }
      List<String> passes = new ArrayList<>();
      for (int pass = Integer.parseInt(options.get("passes")); pass > 0; pass--) {
        passes.add(Arrays.toString(time(searcher, queries, mode, k)));
      }
      System.out.println("{\"segments\": " + reader.leaves().size() + ", \"passes\": " + passes + "}");
    }
  }

  private static Query query(String[] words, String mode) {
    if (words.length == 1) return new TermQuery(new Term(TEXT, words[0]));
    if (mode.equals("phrase")) return new PhraseQuery(TEXT, words);
    Occur occur = mode.equals("intersection") ? Occur.MUST : Occur.SHOULD;
    BooleanQuery.Builder builder = new BooleanQuery.Builder();
    for (String word : words) builder.add(new TermQuery(new Term(TEXT, word)), occur);
    return builder.build();
  }

  /** One pass over the queries: microseconds of each. */
  private static double[] time(IndexSearcher searcher, List<Query> queries, String mode, int k)
      throws IOException {
    double[] times = new double[queries.size()];
    boolean counts = mode.equals("count");
    for (int at = 0; at < times.length; at++) {
      Query query = queries.get(at);
      long start = System.nanoTime();
      if (counts) {
        searcher.count(query);
      } else {
        top(searcher, query, k);
      }
      times[at] = (System.nanoTime() - start) / 1e3;
    }
    return times;
  }

  /** The best k, with hits counted no further than pruning allows. */
  private static ScoreDoc[] top(IndexSearcher searcher, Query query, int k) throws IOException {
    return searcher.search(query, TopScoreDocCollector.createSharedManager(k, null, k)).scoreDocs;
  }

  private static void dump(
      IndexSearcher searcher, List<String> lines, List<Query> queries, String mode, int k, Path path)
      throws IOException {
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(path))) {
      for (int at = 0; at < lines.size(); at++) {
        if (mode.equals("count")) {
          out.println(lines.get(at) + "\t\t" + searcher.count(queries.get(at)));
          continue;
        }
        for (ScoreDoc hit : top(searcher, queries.get(at), k)) {
          int id = searcher.storedFields().document(hit.doc).getField(ID).numericValue().intValue();
          out.println(lines.get(at) + "\t" + id + "\t" + hit.score);
        }
      }
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
