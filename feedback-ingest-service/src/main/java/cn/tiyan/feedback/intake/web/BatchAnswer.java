package cn.tiyan.feedback.intake.web;

import cn.tiyan.feedback.intake.BatchIntake;
import cn.tiyan.feedback.intake.Intake;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.web.Problems;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * What a sender is told of a batch.
 *
 * @param receiptId to ask what became of its items
 * @param accepted how many are kept
 * @param refused how many are not
 * @param results each item, in their order
 */
record BatchAnswer(String receiptId, int accepted, int refused, List<Item> results) {

    /**
     * What a sender is told of an item.
     *
     * @param index of the item, 0 for the first
     * @param status ACCEPTED or REFUSED
     * @param receiptId to ask what became of it
     * @param key the sender's own key of it
     * @param problem stable name of why it is refused
     * @param detail the same in words
     * @param fieldErrors the fields at fault
     */
    record Item(int index, Status status, @Nullable String receiptId, @Nullable String key, @Nullable String problem, @Nullable String detail,
            @Nullable List<Refusal.FieldError> fieldErrors) {

        /** Whether it is kept. */
        enum Status { ACCEPTED, REFUSED }

        static Item of(int index, Intake.Result result) {
            return switch (result) {
                case Intake.Receipt receipt -> new Item(index, Status.ACCEPTED, receipt.receiptId(), receipt.key(), null, null, null);
                case Intake.Refused(Refusal why) -> new Item(index, Status.REFUSED, null, null, why.name(), why.getMessage(),
                        why.fieldErrors().isEmpty() ? null : why.fieldErrors());
            };
        }
    }

    /** 202 if anything of it is kept; else a problem: 422 if rules alone stand against it, 400 otherwise. */
    static ResponseEntity<Object> of(BatchIntake.Taken taken, String path) {
        List<Item> items = new ArrayList<>(taken.results().size());
        for (Intake.Result result : taken.results()) {
            items.add(Item.of(items.size(), result));
        }
        int accepted = (int) items.stream().filter(item -> item.status() == Item.Status.ACCEPTED).count();
        if (accepted > 0) {
            return ResponseEntity.status(HttpStatus.ACCEPTED).body(new BatchAnswer(taken.receiptId(), accepted, items.size() - accepted, items));
        }
        boolean rules = !items.isEmpty() && taken.results().stream()
                .allMatch(result -> result instanceof Intake.Refused(Refusal why) && why.kind() == Refusal.Kind.RULE_BROKEN);
        String message = items.isEmpty() ? "这一批没有内容" : "这一批没有一条可以接收，逐条原因见 results";
        var problem = Problems.of(rules ? Refusal.rule("nothing-accepted", message) : Refusal.malformed("(body)", message), path);
        problem.setProperty("results", items);
        return ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
    }
}
