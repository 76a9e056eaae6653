package cn.tiyan.issue.evidence;

import cn.tiyan.issue.issue.Acting;
import cn.tiyan.issue.issue.Action;
import cn.tiyan.issue.issue.Evidence;
import cn.tiyan.issue.issue.Issue;
import cn.tiyan.issue.issue.Issues;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes evidence in and hands it out. */
@Component
public class EvidenceDesk {

    private static final Logger log = LoggerFactory.getLogger(EvidenceDesk.class);
    private static final int ATTEMPTS = 8;

    private final Issues issues;
    private final EvidenceStore store;
    private final EvidenceProperties properties;
    private final OtherIssues otherIssues;
    private final Marking marking;
    private final Organisation organisation;
    private final Clock clock;

    EvidenceDesk(Issues issues, EvidenceStore store, EvidenceProperties properties, OtherIssues otherIssues, Marking marking,
            Organisation organisation, Clock clock) {
        this.issues = issues;
        this.store = store;
        this.properties = properties;
        this.otherIssues = otherIssues;
        this.marking = marking;
        this.organisation = organisation;
        this.clock = clock;
    }

    /**
     * What became of a file handed in.
     *
     * @param version the issue's, with it
     * @param evidence the reference to it
     * @param added false if the same content was there already
     * @param alsoOn other issues with the same content
     */
    public record Receipt(long version, Evidence evidence, boolean added, AlsoOn alsoOn) {
    }

    /**
     * A piece of an issue's evidence.
     *
     * @param alsoOn other issues with the same content
     */
    public record Listed(Evidence evidence, AlsoOn alsoOn) {
    }

    /**
     * A file to be read.
     *
     * @param evidence the reference to it
     * @param marked whether it shows who fetched it; then it is another file than the one handed in
     * @param name its name; a marked copy can be of another type
     * @param type media type
     * @param size bytes
     * @param content to be closed by whoever reads it
     */
    public record Opened(Evidence evidence, boolean marked, String name, String type, long size, InputStream content) {
    }

    /**
     * Stores a file, then refers to it from the issue in one write. It adds and never overwrites, so it needs no version from
     * the caller: where somebody else was faster, it is added to what they left.
     *
     * @param file its content; not changed
     * @param name as the caller calls it
     * @throws Refusal malformed (empty); too large; {@code unsupported-evidence-type}; {@code evidence-over-quota}; what
     *     {@link TypeDetection}, {@link Inspection} and {@link Issue#addEvidence} refuse
     */
    public Receipt handIn(String id, Caller caller, Path file, @Nullable String name) throws IOException {
        Acting acting = issues.acting(caller);
        // Whether it still is like that, adding to it finds out.
        Issue issue = issues.atHand(id, caller).filter(lately -> lately.takesEvidence(acting)).orElseGet(() -> issues.get(id, caller));
        issue.permitEvidence(acting);
        long size = Files.size(file);
        if (size == 0) {
            throw Refusal.malformed("file", "文件是空的");
        }
        if (size > properties.largestFile().toBytes()) {
            throw Refusal.tooLarge("文件超过允许的大小");
        }
        EvidenceType type = TypeDetection.of(file).orElseThrow(() -> Refusal.rule("unsupported-evidence-type", "file",
                "只接受 PNG、JPEG、GIF、BMP、WebP 图片，PDF、OFD、Word、Excel、PowerPoint（含 WPS）文档，MP3、WAV、M4A、AMR、OGG 录音"));
        Digests digests;
        try (InputStream in = Files.newInputStream(file)) {
            digests = Digests.of(in);
        }
        String evidenceId = Ids.derived("evd", id + "\n" + digests.sha256());
        var known = issue.evidence(evidenceId);
        if (known.isPresent()) {
            return knownAlready(issues.get(id, caller), known.get(), caller);
        }
        Inspection.of(type, file);
        Instant at = clock.instant();
        String key = FileKey.next(at);
        boolean elsewhere = otherIssues.any(digests.sha256(), id);
        store.store(key, file);
        var evidence = new Evidence(evidenceId, key, FileName.clean(name, type), type.mediaType(), size, digests.sha256(), digests.sm3(),
                caller.account(), caller.unit(), at.truncatedTo(ChronoUnit.MILLIS), null, elsewhere ? true : null);
        try {
            return refer(issue, caller, evidence);
        } catch (Refusal refusal) {
            // Certain: the issue was not written. After any other failure it may have been; the sweep finds out.
            store.delete(key);
            throw refusal;
        }
    }

    private Receipt refer(Issue read, Caller caller, Evidence evidence) {
        String id = read.id();
        Issue issue = read;
        for (int attempt = 1; ; attempt++) {
            long seen = issue.version();
            issues.handOn(issue);
            try {
                long version = issues.command(id, caller, seen, (now, by, at) -> {
                    requireRoom(now, now.permitEvidence(by) == Action.SUPPLEMENT, evidence);
                    now.addEvidence(evidence, by, at);
                }, Issue::version);
                return new Receipt(version, evidence, true, evidence.secondHand() ? alsoOn(id, evidence, caller) : AlsoOn.NONE);
            } catch (Refusal refusal) {
                if (refusal.kind() != Refusal.Kind.STALE || attempt == ATTEMPTS) {
                    throw refusal;
                }
            }
            issue = issues.get(id, caller);
            var known = issue.evidence(evidence.evidenceId());
            if (known.isPresent()) {
                store.delete(evidence.file());
                return knownAlready(issue, known.get(), caller);
            }
        }
    }

    private void requireRoom(Issue issue, boolean raised, Evidence more) {
        long total = issue.evidence(raised).stream().mapToLong(Evidence::size).sum() + more.size();
        if (total > properties.mostPerIssue().toBytes()) {
            throw Refusal.rule("evidence-over-quota", "file",
                    "一个问题的" + (raised ? Action.SUPPLEMENT : Action.ADD_EVIDENCE).chinese() + "合计不超过 " + properties.mostPerIssue().toMegabytes() + " MB，请精简后上传");
        }
    }

    private Receipt knownAlready(Issue issue, Evidence evidence, Caller caller) {
        return new Receipt(issue.version(), evidence, false, alsoOn(issue.id(), evidence, caller));
    }

    private AlsoOn alsoOn(String issueId, Evidence evidence, Caller caller) {
        return otherIssues.with(Set.of(evidence.sha256()), issueId, caller).getOrDefault(evidence.sha256(), AlsoOn.NONE);
    }

    /** All evidence of an issue, in the order it was handed in. */
    public List<Listed> list(String id, Caller caller) {
        Issue issue = issues.get(id, caller);
        Set<String> contents = issue.evidence().stream().map(Evidence::sha256).collect(Collectors.toSet());
        Map<String, AlsoOn> others = otherIssues.with(contents, id, caller);
        return issue.evidence().stream()
                .map(evidence -> new Listed(evidence, others.getOrDefault(evidence.sha256(), AlsoOn.NONE))).toList();
    }

    /**
     * Hands a file out: pictures and PDFs as copies that show who fetched them and when, other types as they are. What is not
     * what was handed in any more is handed out to nobody.
     *
     * @param original whether a picture or PDF is wanted without the mark, to check it against its digests or its signature; for
     *     verifiers and office clerks
     * @throws Refusal not found, also where the caller may not see the issue; forbidden; {@code evidence-not-markable}
     */
    public Opened open(String id, String evidenceId, Caller caller, boolean original) throws IOException {
        Evidence evidence = issues.get(id, caller).evidence(evidenceId)
                .orElseThrow(() -> Refusal.notFound("该问题没有这份佐证材料：" + evidenceId));
        if (original) {
            caller.require(Role.VERIFIER, Role.OFFICE_CLERK);
        }
        EvidenceType type = EvidenceType.named(evidence.type());
        boolean marked = type.marked() && !original;
        log.info("Evidence {} of issue {} read by unit {}{}", evidenceId, id, caller.unit(), original ? " as the original" : "");
        Path file = Files.createTempFile("evidence", null);
        try {
            fetch(evidence, file);
            if (!marked) {
                return new Opened(evidence, false, evidence.name(), type.mediaType(), evidence.size(), opened(file));
            }
            Path copy = Files.createTempFile("marked", null);
            try {
                marking.mark(type, file, watermark(caller), copy);
                EvidenceType copyType = Marking.typeOfCopy(type);
                return new Opened(evidence, true, FileName.clean(evidence.name(), copyType), copyType.mediaType(), Files.size(copy),
                        opened(copy));
            } finally {
                Files.deleteIfExists(copy);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Watermark watermark(Caller caller) {
        return Watermark.of(caller, organisation.find(caller.unit()).map(Unit::name).orElse(caller.unit()), clock.instant());
    }

    private void fetch(Evidence evidence, Path to) throws IOException {
        String sha256;
        try (InputStream in = store.open(evidence.file()); var out = Files.newOutputStream(to)) {
            sha256 = Digests.copy(in, out);
        }
        if (!sha256.equals(evidence.sha256())) {
            throw new IllegalStateException("File " + evidence.file() + " is not what was handed in as evidence " + evidence.evidenceId());
        }
    }

    /** Its entry in the folder may go while it is read: nothing is left behind, whatever becomes of the reader. */
    private static InputStream opened(Path file) throws IOException {
        return Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
    }
}
