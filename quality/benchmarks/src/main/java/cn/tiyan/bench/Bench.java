package cn.tiyan.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./tiyan bench NAME [--quick] [--here] [--only PHASES]}: prints a table and writes the same to target/bench/NAME.json. */
public final class Bench {

    private Bench() {
    }

    public static void main(String[] arguments) throws Exception {
        String name = arguments.length == 0 ? "" : arguments[0];
        boolean quick = Arrays.asList(arguments).contains("--quick");
        boolean here = Arrays.asList(arguments).contains("--here");
        int only = Arrays.asList(arguments).indexOf("--only");
        List<String> phases = only < 0 || only + 1 == arguments.length ? List.of() : List.of(arguments[only + 1].split(","));
        List<Metric> metrics = switch (name) {
            case "startup" -> new Startup(quick).run();
            case "ingest" -> new Ingest(quick, here, phases).run();
            case "lifecycle" -> new Lifecycle(quick, here, phases).run();
            case "experiencers" -> new Experiencers(quick, here).run();
            case "walk-sync" -> new WalkSync(quick, here).run();
            case "clocks" -> new Clocks(quick).run();
            case "inviting" -> new Inviting(quick).run();
            case "roster-import" -> new RosterImport(quick, here).run();
            case "gap" -> new GapView(quick).run();
            case "catalogue" -> new ItemCatalogue(quick).run();
            case "documents" -> new Documents(quick).run();
            case "near-copy" -> new NearCopy(quick).run();
            case "figures" -> new DashboardFigures(quick, phases).run();
            default -> {
                System.err.println("""
                        Benchmarks:
                          startup   how long ./tiyan up takes, with and without start-up caches, and what the platform weighs (starts and stops one of its own)
                          ingest    pushes a second, in batches beside Kafka's own producer and alone; how soon they are acknowledged, and how soon
                                    an issue comes of them; what each costs each process (a platform of its own; --here: the running one;
                                    --only paced,visible,singles,batches,backlog: some of it)
                          lifecycle issues a second from registration to closing, with 100 thousand and a million stored, and what each command costs
                                    each process (starts and stops a platform of its own; --here: uses the running one, and leaves its issues there;
                                    --only 100000: with so many)
                          experiencers  how fast twenty thousand experiencers are searched by each filter, and by several, at three levels of the tree
                                    (starts and stops what it needs; --here: the running platform, and leaves its experiencers there)
                          clocks    how late deadlines strike when a day's worth of them comes at once, with a million open issues (a platform of its own)
                          inviting  how long it takes to invite 2 thousand of 20 thousand experiencers by criteria, each once however often it is asked
                                    (a platform of its own)
                          roster-import  how long a roster of 20 thousand people takes, from the workbook to the last record (a platform of its own;
                                    --here: the running one, and leaves its people there)
                          gap       what walkers found beside what citizens said, coverage and suggestions, with 50 thousand walkthroughs and a
                                    million feedback records (a platform of its own)
                          figures   how fast events are folded, how soon any answer of the dashboards comes with 100 thousand issues and with a million,
                                    how soon an event shows, and how long folding a million issues' events anew takes (a platform of its own;
                                    --only 40000,400000: with so many)
                          catalogue how long a catalogue of 20 thousand service items takes to be taken over, and how fast it is searched (a platform of its own)
                          documents how long a province waits for its summary report as docx and PDF and for its figures as xlsx (a platform of its own)
                          near-copy how soon a walkthrough's original is found among 50 thousand (a platform of its own)
                          walk-sync how long a phone takes to hand in a session of 60 steps and 20 photos (starts and stops a platform of its own;
                                    --here: uses the running one, and leaves its sessions there)""");
                System.exit(2);
                yield List.of();
            }
        };
        System.out.println();
        metrics.forEach(metric -> System.out.println(metric.line()));
        Path file = Files.createDirectories(Path.of(System.getenv("TIYAN_ROOT"), "quality/benchmarks/target/bench")).resolve(name + ".json");
        Files.writeString(file, new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(metrics));
        System.out.println("\n" + file);
    }
}
