package cn.tiyan.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What an experiment found: said as it is found, and written down at its end. */
final class Findings {

    private final String experiment;
    private final long seed;
    private final Map<String, Object> told = new LinkedHashMap<>();
    private final Map<String, String> invariants = new LinkedHashMap<>();
    private boolean held = true;

    Findings(String experiment, long seed) {
        this.experiment = experiment;
        this.seed = seed;
    }

    /** Whether something that must hold does. */
    void note(String invariant, boolean holds, String found) {
        held &= holds;
        invariants.put(invariant, (holds ? "held" : "BROKEN") + (found.isEmpty() ? "" : ": " + found));
        System.out.println("  " + (holds ? "✓ " : "✗ ") + invariant + (found.isEmpty() ? "" : " (" + found + ")"));
    }

    /** Something that is neither right nor wrong. */
    void tell(String what, Object value) {
        told.put(what, value);
    }

    /** A number of them, with some examples. */
    static String some(Collection<String> keys) {
        return keys.isEmpty() ? "none" : keys.size() + ": " + keys.stream().limit(5).toList();
    }

    /** Writes it to a file in that folder. Returns whether everything held. */
    boolean report(Path folder) throws IOException {
        var report = new LinkedHashMap<String, Object>();
        report.put("experiment", experiment);
        report.put("seed", seed);
        report.putAll(told);
        report.put("invariants", invariants);
        report.put("held", held);
        var file = folder.resolve(experiment + ".json");
        Files.writeString(file, new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
        System.out.println((held ? "✓ every invariant held" : "✗ an invariant is broken") + "; " + file + "; repeat with --seed " + seed);
        return held;
    }
}
