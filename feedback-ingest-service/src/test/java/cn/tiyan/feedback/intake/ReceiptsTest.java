package cn.tiyan.feedback.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.platform.privacy.PersonalCipher;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiptsTest {

    private final Receipts receipts = new Receipts(new PersonalCipher(new byte[32], new byte[32]));

    @Test
    void knowsItsOwn() {
        String receipt = receipts.next("hotline-shenyang");
        assertThat(receipts.isOurs(receipt)).isTrue();
        for (String invented : List.of(receipt.replace("rcp_", "rcq_"), "", "rcp_", receipt.substring(1), receipt + "0")) {
            assertThat(receipts.isOurs(invented)).as(invented).isFalse();
            assertThat(receipts.isOf(invented, "hotline-shenyang")).as(invented).isFalse();
            assertThat(receipts.contents(invented)).as(invented).isEmpty();
        }
    }

    @Test
    void knowsWhomItGaveThemTo() {
        String receipt = receipts.next("hotline-shenyang");
        assertThat(receipts.isOf(receipt, "hotline-shenyang")).isTrue();
        assertThat(receipts.isOf(receipt, "rating-liaoning")).isFalse();
    }

    @Test
    void tellsTheReceiptsOfABatchFromItsOwn() {
        Receipts.Batch batch = receipts.batch("hotline-shenyang");
        List<String> items = List.of(batch.next(), batch.next(), batch.next());
        String receipt = batch.close(2);
        assertThat(Receipts.isBatch(receipt)).isTrue();
        assertThat(receipts.contents(receipt)).hasValue(new Receipts.Contents(items, 2));
        assertThat(items).doesNotHaveDuplicates().allSatisfy(item -> {
            assertThat(receipts.isOf(item, "hotline-shenyang")).isTrue();
            assertThat(receipts.contents(item)).isEmpty();
        });
        assertThat(receipts.contents(receipt.replace("_3_2_", "_4_2_"))).isEmpty();
    }
}
