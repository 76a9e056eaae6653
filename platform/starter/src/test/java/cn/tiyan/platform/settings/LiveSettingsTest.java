package cn.tiyan.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.Validation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

@ExtendWith(OutputCaptureExtension.class)
class LiveSettingsTest {

    record Rules(@Min(1) @Max(5) @DefaultValue("3") int below) {
    }

    private final Map<String, Object> inNacos = new HashMap<>();
    private final StandardEnvironment environment = new StandardEnvironment();
    private LiveSettings settings;

    @BeforeEach
    void settings() {
        environment.getPropertySources().addFirst(new MapPropertySource("nacos", inNacos));
        settings = new LiveSettings(environment, Validation.buildDefaultValidatorFactory().getValidator());
    }

    @Test
    void followsAChange() {
        Live<Rules> rules = settings.bind("tiyan.rules", Rules.class);
        assertThat(rules.get().below()).isEqualTo(3);
        change("5");
        assertThat(rules.get().below()).isEqualTo(5);
    }

    @Test
    void keepsTheLastGoodSettingsWhenTheNewOnesAreWrong() {
        Live<Rules> rules = settings.bind("tiyan.rules", Rules.class);
        change("4");
        change("9");
        assertThat(rules.get().below()).isEqualTo(4);
        change("four");
        assertThat(rules.get().below()).isEqualTo(4);
    }

    @Test
    void keepsWhatItMadeOfTheLastGoodSettings() {
        Live<String> made = settings.bind("tiyan.rules", Rules.class, rules -> {
            if (rules.below() == 2) {
                throw new IllegalArgumentException("not two");
            }
            return "below " + rules.below();
        });
        change("4");
        assertThat(made.get()).isEqualTo("below 4");
        change("2");
        assertThat(made.get()).isEqualTo("below 4");
    }

    @Test
    void saysWhatIsWrongWithTheNewOnes(CapturedOutput output) {
        settings.bind("tiyan.rules", Rules.class);
        change("9");
        assertThat(output).contains("the new ones are refused").contains("tiyan.rules.below");
        change("four");
        assertThat(output).contains("For input string: \"four\"");
    }

    @Test
    void refusesToStartWithWrongSettings() {
        inNacos.put("tiyan.rules.below", "0");
        assertThatThrownBy(() -> settings.bind("tiyan.rules", Rules.class)).hasMessageContaining("tiyan.rules.below");
    }

    private void change(String below) {
        inNacos.put("tiyan.rules.below", below);
        settings.changed(new EnvironmentChangeEvent(Set.of("tiyan.rules.below")));
    }
}
