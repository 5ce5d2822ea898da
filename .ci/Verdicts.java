import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Prints what veraPDF says of each file: Verdicts ua1,3a FILE... ; status 1 where a rule fails. */
public final class Verdicts {
    private Verdicts() {}

    public static void main(String[] words) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean allPass = true;
        for (int at = 1; at < words.length; at++) {
            for (String profile : words[0].split(",")) {
                allPass &= passes(words[at], PDFAFlavour.byFlavourId(profile));
            }
        }
        System.exit(allPass ? 0 : 1);
    }

    private static boolean passes(String file, PDFAFlavour flavour) throws Exception {
        try (FileInputStream data = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(data, flavour)) {
            PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false);
            ValidationResult result = validator.validate(parser);
            Map<String, Integer> failed = new TreeMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                    failed.merge(rule + ": " + assertion.getMessage(), 1, Integer::sum);
                }
            }
            System.out.printf("%s %s: %s, %d checks, %d rules failed%n", file, flavour.getId(),
                    result.isCompliant() ? "compliant" : "NOT compliant",
                    result.getTotalAssertions(), failed.size());
            failed.forEach((rule, count) -> System.out.println("    " + count + " x " + rule));
            return result.isCompliant();
        }
    }
}
