package cn.tiyan.feedback.deadletter;

import cn.tiyan.feedback.feedback.Effect;
import cn.tiyan.feedback.intake.Arrival;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.FailureReason;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import cn.tiyan.platform.security.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A message that could not be handled. What was sent is kept as it was, sealed; a correction is kept beside it and is what is folded.
 * What a sender wrote to Kafka in vain is kept whole and can be taken as it stands; it is signed, so nobody corrects it here. One that
 * was none of both, or cannot be opened, is here to be seen and counted only.
 */
@Document("dead_letters")
@CompoundIndex(name = "page", def = "{'within': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "page_state", def = "{'within': 1, 'state': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "page_reason", def = "{'within': 1, 'reason': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "page_sender", def = "{'within': 1, 'sender': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "page_key", def = "{'within': 1, 'key': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "counts", def = "{'within': 1, 'state': 1, 'reason': 1, 'sender': 1}")
@CompoundIndex(name = "gauge", def = "{'state': 1, 'reason': 1}")
@CompoundIndex(name = "awaits", def = "{'awaits': 1, '_id': 1}", sparse = true)
public class DeadLetter extends Aggregate {

    private Parked.Origin origin;
    private @Nullable String receipt;
    private @Nullable String sender;
    private @Nullable PushKind kind;
    private @Nullable String key;
    private @Nullable Instant acceptedAt;
    private DeadLetterState state;
    private FailureReason reason;
    private String explanation;
    private List<FieldError> fieldErrors;
    private @Nullable String awaits;
    private int tries;
    private byte @Nullable [] sealedBody;
    private byte @Nullable [] sealedCorrection;
    /** Headers and value of what a sender wrote. */
    private byte @Nullable [] sealedWriting;
    private @Nullable Instant loggedAt;
    private @Nullable Effect effect;

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected DeadLetter() {
    }

    private DeadLetter(String id, Parked parked, Trouble trouble, String unit, List<String> within) {
        super(id, unit, within, parked.at());
        this.origin = parked.origin();
        this.state = DeadLetterState.OPEN;
        meets(trouble);
    }

    /** An arrival that could not be folded. */
    static DeadLetter arrival(Parked parked, Arrival arrival, String key, Trouble trouble, byte[] sealedBody, String unit, List<String> within) {
        var letter = new DeadLetter(idOf(arrival.receipt()), parked, trouble, unit, within);
        letter.receipt = arrival.receipt();
        letter.sender = arrival.sender();
        letter.kind = arrival.kind();
        letter.key = key;
        letter.acceptedAt = arrival.acceptedAt();
        letter.sealedBody = sealedBody;
        letter.noted(Actor.service(arrival.sender()), "park", trouble.reason().name(), parked.at());
        return letter;
    }

    /** Something else, or an arrival that cannot be opened. What its key says is not proven. */
    static DeadLetter unreadable(Parked parked, @Nullable String sender, @Nullable String key, Trouble trouble, String unit, List<String> within) {
        var letter = new DeadLetter(idOf(parked.origin()), parked, trouble, unit, within);
        letter.sender = sender;
        letter.key = key;
        letter.noted(Actor.service(parked.origin().group()), "park", trouble.reason().name(), parked.at());
        return letter;
    }

    /** What a sender wrote to Kafka and was refused. Whose it says it is, is not proven. */
    static DeadLetter written(Parked parked, String id, Instant loggedAt, byte[] sealedWriting, @Nullable String sender, String place, Trouble trouble,
            String unit, List<String> within) {
        var letter = new DeadLetter(id, parked, trouble, unit, within);
        letter.sender = sender;
        letter.key = place;
        letter.sealedWriting = sealedWriting;
        letter.loggedAt = loggedAt;
        letter.noted(Actor.service(parked.origin().group()), "park", trouble.reason().name(), parked.at());
        return letter;
    }

    static String idOf(Parked.Origin origin) {
        return Ids.derived("ddl", origin.group() + "\n" + origin.topic() + "\n" + origin.partition() + "\n" + origin.offset());
    }

    /** The dead letter of a push: however often it is parked, there is one. */
    static String idOf(String receipt) {
        return Ids.derived("ddl", receipt);
    }

    /**
     * Puts a correction beside what was sent; a later one replaces it.
     *
     * @param fields what it changes
     */
    void correct(byte[] sealed, String correctedKey, List<String> fields, String why, Actor by, Instant at) {
        requireOpen();
        sealedCorrection = sealed;
        key = correctedKey;
        noted(by, "correct", String.join("、", fields) + "：" + Masking.text(why), at);
    }

    /** It was folded. */
    void replayed(Effect with, Actor by, Instant at) {
        requireOpen();
        tries++;
        state = DeadLetterState.REPLAYED;
        effect = with;
        awaits = null;
        noted(by, "replay", with.name(), at);
    }

    /** What its sender wrote was taken in, and is folded like any push. */
    void taken(String as, String pushKey, Actor by, Instant at) {
        requireOpen();
        tries++;
        state = DeadLetterState.REPLAYED;
        receipt = as;
        key = pushKey;
        noted(by, "replay", as, at);
    }

    /** It was tried once more, and is still not to be folded. */
    void failedAgain(Trouble trouble, Actor by, Instant at) {
        requireOpen();
        tries++;
        meets(trouble);
        noted(by, "fail", trouble.reason().name(), at);
    }

    /** Nobody will fold it. */
    void discard(String why, Actor by, Instant at) {
        requireOpen();
        state = DeadLetterState.DISCARDED;
        awaits = null;
        noted(by, "discard", Masking.text(why), at);
    }

    /** Puts on record that somebody is shown what is masked, before they are. */
    void reveal(String field, String why, Actor by, Instant at) {
        noted(by, "reveal", field + "：" + Masking.text(why), at);
    }

    private void meets(Trouble trouble) {
        reason = trouble.reason();
        explanation = trouble.explanation();
        fieldErrors = trouble.fieldErrors();
        awaits = trouble.awaits();
    }

    void requireOpen() {
        if (state != DeadLetterState.OPEN) {
            throw Refusal.rule("dead-letter-settled", "该死信已处理：" + state.chinese());
        }
    }

    /** The sealed bytes to fold: the correction, where there is one. */
    byte[] sealedContent() {
        if (isWritten()) {
            throw Refusal.rule("dead-letter-signed", "该死信由推送方自行写入并签名，更正会使签名失效：原因消除后可原样重放，内容有误的请推送方更正后重新写入");
        }
        byte[] content = sealedCorrection == null ? sealedBody : sealedCorrection;
        if (content == null) {
            throw Refusal.rule("dead-letter-unreadable", "该死信没有可读取的内容，不能查看、更正或重放；请由推送方重新推送");
        }
        return content;
    }

    /** Where it lay when it could not be handled. */
    public Parked.Origin origin() {
        return origin;
    }

    /** The receipt its sender was given; null if it cannot be read, or was not taken yet. */
    public @Nullable String receipt() {
        return receipt;
    }

    /** Id of the pushing system, where known. */
    public @Nullable String sender() {
        return sender;
    }

    public @Nullable PushKind kind() {
        return kind;
    }

    /** The sender's own key, or the matter it was sent under where it cannot be read. */
    public @Nullable String key() {
        return key;
    }

    /** When the push was accepted. */
    public @Nullable Instant acceptedAt() {
        return acceptedAt;
    }

    public DeadLetterState state() {
        return state;
    }

    /** Why it could not be folded the last time it was tried. */
    public FailureReason reason() {
        return reason;
    }

    /** The same in a sentence, in Chinese; no personal data. */
    public String explanation() {
        return explanation;
    }

    /** The fields at fault. */
    public List<FieldError> fieldErrors() {
        return fieldErrors;
    }

    /** Code of the unit it waits for: it is replayed by itself when that becomes known. */
    public @Nullable String awaits() {
        return awaits;
    }

    /** How often it was replayed. */
    public int tries() {
        return tries;
    }

    /** Whether there is content to correct and replay. */
    public boolean readable() {
        return sealedBody != null;
    }

    /** Whether a sender wrote it to Kafka itself. */
    boolean isWritten() {
        return sealedWriting != null;
    }

    byte[] sealedWriting() {
        return Objects.requireNonNull(sealedWriting);
    }

    /** When the broker took what a sender wrote. */
    Instant loggedAt() {
        return Objects.requireNonNull(loggedAt);
    }

    /** Whether it can be replayed, be it only as it stands. */
    public boolean replayable() {
        return readable() || isWritten();
    }

    /** Whether it was corrected. */
    public boolean corrected() {
        return sealedCorrection != null;
    }

    /** What replaying it did. */
    public @Nullable Effect effect() {
        return effect;
    }
}
