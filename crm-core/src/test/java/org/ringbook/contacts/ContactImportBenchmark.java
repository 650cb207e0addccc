package org.ringbook.contacts;

import java.nio.charset.StandardCharsets;
import org.ringbook.TestCrm;

/** Prints how long imports of a large file take: dry, real, and again. Arguments: how many rows. */
final class ContactImportBenchmark {

    private ContactImportBenchmark() {}

    public static void main(String[] args) {
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        byte[] file = file(rows);
        try (TestCrm crm = new TestCrm()) {
            ContactImport contacts = crm.bean(ContactImport.class);
            for (boolean dryRun : new boolean[] {true, false, true, false}) {
                long began = System.nanoTime();
                ImportRun.Status status = contacts.run(file, ContactImport.Options.automatic(), new ImportRun(dryRun));
                System.out.printf(
                        "%s of %,d rows, %.1f MB: %,d ms (%d added, %d known, %d refused)%n",
                        dryRun ? "dry run" : "import ",
                        status.rows(),
                        file.length / 1e6,
                        (System.nanoTime() - began) / 1_000_000,
                        status.added(),
                        status.known(),
                        status.refused());
            }
        }
    }

    private static byte[] file(int rows) {
        StringBuilder text = new StringBuilder("Имя;Компания;Телефон;Телефон 2;E-mail;Комментарий\n");
        for (int i = 0; i < rows; i++) {
            text.append("Мария Иванова ")
                    .append(i)
                    .append(";ООО «Ромашка ")
                    .append(i / 20)
                    .append("»;8 (916) ");
            text.append(1_000_000 + i)
                    .append(";+7495")
                    .append(1_000_000 + i / 3)
                    .append(";maria")
                    .append(i);
            text.append("@example.org;любит чай\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
