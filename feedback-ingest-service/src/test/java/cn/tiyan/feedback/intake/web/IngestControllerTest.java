package cn.tiyan.feedback.intake.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.feedback.intake.PushKind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMapping;

class IngestControllerTest {

    @Test
    void hasAnAddressForEveryKind() {
        assertThat(IngestController.class.getAnnotation(RequestMapping.class).value())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(PushKind.values()).map(kind -> "/api/v1/ingest/" + kind.path()).toList());
    }
}
