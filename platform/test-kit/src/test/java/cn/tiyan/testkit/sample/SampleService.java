package cn.tiyan.testkit.sample;

import cn.tiyan.contracts.issue.IssueAccepted;
import cn.tiyan.contracts.issue.IssueClosed;
import cn.tiyan.contracts.issue.IssueDispatched;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.Subscription;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IfMatch;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The smallest service there is, to hold the starter to its promises. */
@SpringBootApplication
public class SampleService {

    @Document("note")
    public static class Note extends Aggregate {

        private @Nullable String text;
        private Personal author;
        private int changes;

        protected Note() {
        }

        public Note(String text) {
            super(Ids.next("note"), "210100-HRSS", List.of("210000", "210100", "210100-HRSS"), Instant.now());
            this.text = text;
            this.author = Personal.of(Personal.Kind.NAME, "王小明");
            happened(new IssueDispatched(id(), "210100", "210100-HRSS"), Actor.service("sample"), "write", null, Instant.now());
        }

        public void change(@Nullable String text) {
            this.text = text;
            changes++;
            happened(new IssueAccepted(id(), "210100-HRSS"), Actor.service("sample"), "change", text, Instant.now());
        }

        public void closed(String by, long sequence) {
            if (receives(by, sequence)) {
                changes++;
            }
        }

        public int changes() {
            return changes;
        }

        public Personal author() {
            return author;
        }
    }

    record Change(@NotBlank(message = "请填写内容") String text) {
    }

    @RestController
    static class Notes {

        private final AggregateStore store;

        Notes(AggregateStore store) {
            this.store = store;
        }

        @GetMapping("/api/v1/notes/{id}")
        ResponseEntity<Map<String, Object>> get(Caller caller, @PathVariable String id) {
            Note note = store.get(Note.class, id, caller);
            return IfMatch.tagged(note, Map.of("text", note.text, "author", note.author));
        }

        @PostMapping("/api/v1/notes/{id}/change")
        ResponseEntity<Map<String, Object>> change(Caller caller, @PathVariable String id, IfMatch expected, @Valid @RequestBody Change change) {
            Note note = store.change(Note.class, id, caller, expected.version(), changed -> changed.change(change.text()));
            return IfMatch.tagged(note, Map.of("text", note.text));
        }

        @GetMapping("/api/v1/notes/defect")
        void defect() {
            throw new IllegalStateException("an inner secret");
        }
    }

    @Bean
    Subscription closings(AggregateStore store, Clock clock) {
        return Subscription.named("closings").on(IssueClosed.class, delivery -> store.insertOnce(new Echo(delivery.aggregateId())));
    }

    @Document("echo")
    public static class Echo extends Aggregate {

        protected Echo() {
        }

        Echo(String of) {
            super(Ids.derived("echo", of), "210000", List.of("210000"), Instant.now());
            happened(new IssueAccepted(id(), "210000"), Actor.service("sample"), "echo", null, Instant.now());
        }
    }
}
