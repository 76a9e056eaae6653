package cn.tiyan.experiencer.experiencer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityNumberTest {

    /** The two examples of GB 11643, and one with a small x. */
    @ParameterizedTest
    @ValueSource(strings = {"11010519491231002X", "440524188001010014", "11010519491231002x"})
    void takesNumbersWithTheirCheckCharacter(String number) {
        assertThat(IdentityNumber.isValid(number)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "110105194912310021", "11010519491331002X", "11010519490229002X", "1101051949123100", "110105 19491231002X",
        "１１０１０５１９４９１２３１００２X", "110105491231002", "01010519491231002X"})
    void refusesWhatIsNone(String number) {
        assertThat(IdentityNumber.isValid(number)).isFalse();
    }
}
