package cn.tiyan.issue.evidence;

import cn.tiyan.issue.issue.Evidence;
import cn.tiyan.issue.issue.Issue;
import cn.tiyan.issue.issue.Issues;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Component;

/** Takes evidence in and hands it out. */
@Component
public class EvidenceDesk {

    private static final int ATTEMPTS = 8;

    private final Issues issues;
    private final EvidenceFiles files;
    private final Clock clock;

    EvidenceDesk(Issues issues, EvidenceFiles files, Clock clock) {
        this.issues = issues;
        this.files = files;
        this.clock = clock;
    }

    /**
     * What became of a file handed in.
     *
     * @param issue as it now is
     * @param evidence the reference to it
     * @param added false if the same content was there already
     */
    public record Receipt(Issue issue, Evidence evidence, boolean added) {
    }

    /**
     * A file to be read.
     *
     * @param content opened only when it is read; to be closed by whoever reads it
     */
    public record Opened(Evidence evidence, InputStreamSource content) {
    }

    /**
     * Stores a file, then refers to it from the issue in one write. It adds and never overwrites, so it needs no version from
     * the caller: where somebody else was faster, it is added to what they left.
     *
     * @param file its content; not changed
     * @param name as the caller calls it
     * @throws Refusal malformed (empty), {@code unsupported-evidence-type}, or what {@link Issue#addEvidence} refuses
     */
    public Receipt handIn(String id, Caller caller, Path file, @Nullable String name) throws IOException {
        issues.get(id, caller).permitEvidence(issues.acting(caller));
        long size = Files.size(file);
        if (size == 0) {
            throw Refusal.malformed("file", "文件是空的");
        }
        EvidenceType type = EvidenceType.of(file).orElseThrow(() ->
                Refusal.rule("unsupported-evidence-type", "file", "只接受 PNG、JPEG 图片，PDF、Word（docx）、Excel（xlsx）文件，MP3、WAV 录音"));
        String sha256 = sha256(file);
        String evidenceId = Ids.derived("evd", id + "\n" + sha256);
        String cleaned = FileName.clean(name, type);
        String kept = files.store(file, cleaned, id);
        var evidence = new Evidence(evidenceId, kept, cleaned, type.mediaType(), size, sha256, caller.account(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Receipt receipt = refer(id, caller, evidence);
        if (!receipt.added()) {
            files.delete(kept);
        }
        return receipt;
    }

    private Receipt refer(String id, Caller caller, Evidence evidence) {
        for (int attempt = 1; ; attempt++) {
            Issue issue = issues.get(id, caller);
            var known = issue.evidence(evidence.evidenceId());
            if (known.isPresent()) {
                return new Receipt(issue, known.get(), false);
            }
            try {
                return new Receipt(issues.command(id, caller, issue.version(), (now, by, at) -> now.addEvidence(evidence, by, at)), evidence, true);
            } catch (Refusal refusal) {
                if (refusal.kind() != Refusal.Kind.STALE || attempt == ATTEMPTS) {
                    throw refusal;
                }
            }
        }
    }

    /** @throws Refusal not found, also where the caller may not see the issue */
    public Opened open(String id, String evidenceId, Caller caller) {
        Evidence evidence = issues.get(id, caller).evidence(evidenceId)
                .orElseThrow(() -> Refusal.notFound("该问题没有这份佐证材料：" + evidenceId));
        return new Opened(evidence, () -> files.open(evidence.file()));
    }

    private static String sha256(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
