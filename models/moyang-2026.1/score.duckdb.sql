-- The score of a card, as one statement for DuckDB 1.4 or later. It was generated from the points table of the card
--   82ac4524947c6872948fafac2f6809e43d7d0ab2d029b7bde4b9c07c810e7014 (class official)
-- and says the same as the card in every row. How it reads a cell is told in docs/format.md, section 3.
--
-- It reads the relation moyang_input: moyang_row, which tells the rows apart, and one column for each input of the
-- card, of text or of any type. From CSV, read text as text, and keep empty cells apart from absent ones:
--   CREATE VIEW moyang_input AS SELECT row_number() OVER () AS moyang_row, *
--     FROM read_csv('people.csv', all_varchar = true, nullstr = '(never)');
-- It gives moyang_row, score, grade, probability_bad, digest, flags, the points and the reasons, a row for each row, in
-- no promised order.
--
-- inputs:
-- 1 P01 (int)
-- 2 P02 (int)
-- 3 P04 (int)
-- 4 P05 (int)
-- 5 P06 (int)
-- 6 P09 (int)
-- 7 P10 (int)
-- 8 P13 (int)
-- 9 P16 (int)
-- 10 P18 (int)
-- 11 P19 (int)
-- 12 P21 (int)
-- 13 F01 (int)
-- 14 F02 (int)
-- 15 F08 (int)
-- 16 F09 (int)
-- 17 F14 (int)
-- 18 S01 (int)
-- 19 S02 (int)
-- 20 S03 (int)
-- 21 S05 (int)
-- 22 S06 (int)
-- 23 A01 (int)
-- 24 A02 (int)
-- 25 A03 (int)
-- 26 A04 (int)
-- 27 A06 (int)
-- 28 A08 (int)
WITH
source AS NOT MATERIALIZED ( -- the cells as text, and the types of the columns
  SELECT moyang_row,
    CAST("P01" AS VARCHAR) AS x1,
    typeof("P01") AS k1,
    CAST("P02" AS VARCHAR) AS x2,
    typeof("P02") AS k2,
    CAST("P04" AS VARCHAR) AS x3,
    typeof("P04") AS k3,
    CAST("P05" AS VARCHAR) AS x4,
    typeof("P05") AS k4,
    CAST("P06" AS VARCHAR) AS x5,
    typeof("P06") AS k5,
    CAST("P09" AS VARCHAR) AS x6,
    typeof("P09") AS k6,
    CAST("P10" AS VARCHAR) AS x7,
    typeof("P10") AS k7,
    CAST("P13" AS VARCHAR) AS x8,
    typeof("P13") AS k8,
    CAST("P16" AS VARCHAR) AS x9,
    typeof("P16") AS k9,
    CAST("P18" AS VARCHAR) AS x10,
    typeof("P18") AS k10,
    CAST("P19" AS VARCHAR) AS x11,
    typeof("P19") AS k11,
    CAST("P21" AS VARCHAR) AS x12,
    typeof("P21") AS k12,
    CAST("F01" AS VARCHAR) AS x13,
    typeof("F01") AS k13,
    CAST("F02" AS VARCHAR) AS x14,
    typeof("F02") AS k14,
    CAST("F08" AS VARCHAR) AS x15,
    typeof("F08") AS k15,
    CAST("F09" AS VARCHAR) AS x16,
    typeof("F09") AS k16,
    CAST("F14" AS VARCHAR) AS x17,
    typeof("F14") AS k17,
    CAST("S01" AS VARCHAR) AS x18,
    typeof("S01") AS k18,
    CAST("S02" AS VARCHAR) AS x19,
    typeof("S02") AS k19,
    CAST("S03" AS VARCHAR) AS x20,
    typeof("S03") AS k20,
    CAST("S05" AS VARCHAR) AS x21,
    typeof("S05") AS k21,
    CAST("S06" AS VARCHAR) AS x22,
    typeof("S06") AS k22,
    CAST("A01" AS VARCHAR) AS x23,
    typeof("A01") AS k23,
    CAST("A02" AS VARCHAR) AS x24,
    typeof("A02") AS k24,
    CAST("A03" AS VARCHAR) AS x25,
    typeof("A03") AS k25,
    CAST("A04" AS VARCHAR) AS x26,
    typeof("A04") AS k26,
    CAST("A06" AS VARCHAR) AS x27,
    typeof("A06") AS k27,
    CAST("A08" AS VARCHAR) AS x28,
    typeof("A08") AS k28
  FROM moyang_input
),
texts AS NOT MATERIALIZED ( -- cleaned
  SELECT *,
    CASE WHEN k1 = 'DOUBLE' THEN CASE x1 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x1 END
      WHEN k1 = 'FLOAT' THEN nullif(TRY_CAST(x1 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k1 LIKE 'TIMESTAMP%' THEN regexp_replace(x1, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x1, '[!-~]*') THEN x1
      ELSE regexp_replace(nfc_normalize(regexp_replace(x1, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t1,
    CASE WHEN k2 = 'DOUBLE' THEN CASE x2 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x2 END
      WHEN k2 = 'FLOAT' THEN nullif(TRY_CAST(x2 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k2 LIKE 'TIMESTAMP%' THEN regexp_replace(x2, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x2, '[!-~]*') THEN x2
      ELSE regexp_replace(nfc_normalize(regexp_replace(x2, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t2,
    CASE WHEN k3 = 'DOUBLE' THEN CASE x3 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x3 END
      WHEN k3 = 'FLOAT' THEN nullif(TRY_CAST(x3 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k3 LIKE 'TIMESTAMP%' THEN regexp_replace(x3, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x3, '[!-~]*') THEN x3
      ELSE regexp_replace(nfc_normalize(regexp_replace(x3, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t3,
    CASE WHEN k4 = 'DOUBLE' THEN CASE x4 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x4 END
      WHEN k4 = 'FLOAT' THEN nullif(TRY_CAST(x4 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k4 LIKE 'TIMESTAMP%' THEN regexp_replace(x4, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x4, '[!-~]*') THEN x4
      ELSE regexp_replace(nfc_normalize(regexp_replace(x4, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t4,
    CASE WHEN k5 = 'DOUBLE' THEN CASE x5 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x5 END
      WHEN k5 = 'FLOAT' THEN nullif(TRY_CAST(x5 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k5 LIKE 'TIMESTAMP%' THEN regexp_replace(x5, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x5, '[!-~]*') THEN x5
      ELSE regexp_replace(nfc_normalize(regexp_replace(x5, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t5,
    CASE WHEN k6 = 'DOUBLE' THEN CASE x6 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x6 END
      WHEN k6 = 'FLOAT' THEN nullif(TRY_CAST(x6 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k6 LIKE 'TIMESTAMP%' THEN regexp_replace(x6, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x6, '[!-~]*') THEN x6
      ELSE regexp_replace(nfc_normalize(regexp_replace(x6, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t6,
    CASE WHEN k7 = 'DOUBLE' THEN CASE x7 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x7 END
      WHEN k7 = 'FLOAT' THEN nullif(TRY_CAST(x7 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k7 LIKE 'TIMESTAMP%' THEN regexp_replace(x7, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x7, '[!-~]*') THEN x7
      ELSE regexp_replace(nfc_normalize(regexp_replace(x7, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t7,
    CASE WHEN k8 = 'DOUBLE' THEN CASE x8 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x8 END
      WHEN k8 = 'FLOAT' THEN nullif(TRY_CAST(x8 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k8 LIKE 'TIMESTAMP%' THEN regexp_replace(x8, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x8, '[!-~]*') THEN x8
      ELSE regexp_replace(nfc_normalize(regexp_replace(x8, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t8,
    CASE WHEN k9 = 'DOUBLE' THEN CASE x9 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x9 END
      WHEN k9 = 'FLOAT' THEN nullif(TRY_CAST(x9 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k9 LIKE 'TIMESTAMP%' THEN regexp_replace(x9, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x9, '[!-~]*') THEN x9
      ELSE regexp_replace(nfc_normalize(regexp_replace(x9, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t9,
    CASE WHEN k10 = 'DOUBLE' THEN CASE x10 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x10 END
      WHEN k10 = 'FLOAT' THEN nullif(TRY_CAST(x10 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k10 LIKE 'TIMESTAMP%' THEN regexp_replace(x10, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x10, '[!-~]*') THEN x10
      ELSE regexp_replace(nfc_normalize(regexp_replace(x10, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t10,
    CASE WHEN k11 = 'DOUBLE' THEN CASE x11 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x11 END
      WHEN k11 = 'FLOAT' THEN nullif(TRY_CAST(x11 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k11 LIKE 'TIMESTAMP%' THEN regexp_replace(x11, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x11, '[!-~]*') THEN x11
      ELSE regexp_replace(nfc_normalize(regexp_replace(x11, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t11,
    CASE WHEN k12 = 'DOUBLE' THEN CASE x12 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x12 END
      WHEN k12 = 'FLOAT' THEN nullif(TRY_CAST(x12 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k12 LIKE 'TIMESTAMP%' THEN regexp_replace(x12, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x12, '[!-~]*') THEN x12
      ELSE regexp_replace(nfc_normalize(regexp_replace(x12, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t12,
    CASE WHEN k13 = 'DOUBLE' THEN CASE x13 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x13 END
      WHEN k13 = 'FLOAT' THEN nullif(TRY_CAST(x13 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k13 LIKE 'TIMESTAMP%' THEN regexp_replace(x13, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x13, '[!-~]*') THEN x13
      ELSE regexp_replace(nfc_normalize(regexp_replace(x13, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t13,
    CASE WHEN k14 = 'DOUBLE' THEN CASE x14 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x14 END
      WHEN k14 = 'FLOAT' THEN nullif(TRY_CAST(x14 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k14 LIKE 'TIMESTAMP%' THEN regexp_replace(x14, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x14, '[!-~]*') THEN x14
      ELSE regexp_replace(nfc_normalize(regexp_replace(x14, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t14,
    CASE WHEN k15 = 'DOUBLE' THEN CASE x15 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x15 END
      WHEN k15 = 'FLOAT' THEN nullif(TRY_CAST(x15 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k15 LIKE 'TIMESTAMP%' THEN regexp_replace(x15, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x15, '[!-~]*') THEN x15
      ELSE regexp_replace(nfc_normalize(regexp_replace(x15, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t15,
    CASE WHEN k16 = 'DOUBLE' THEN CASE x16 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x16 END
      WHEN k16 = 'FLOAT' THEN nullif(TRY_CAST(x16 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k16 LIKE 'TIMESTAMP%' THEN regexp_replace(x16, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x16, '[!-~]*') THEN x16
      ELSE regexp_replace(nfc_normalize(regexp_replace(x16, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t16,
    CASE WHEN k17 = 'DOUBLE' THEN CASE x17 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x17 END
      WHEN k17 = 'FLOAT' THEN nullif(TRY_CAST(x17 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k17 LIKE 'TIMESTAMP%' THEN regexp_replace(x17, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x17, '[!-~]*') THEN x17
      ELSE regexp_replace(nfc_normalize(regexp_replace(x17, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t17,
    CASE WHEN k18 = 'DOUBLE' THEN CASE x18 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x18 END
      WHEN k18 = 'FLOAT' THEN nullif(TRY_CAST(x18 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k18 LIKE 'TIMESTAMP%' THEN regexp_replace(x18, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x18, '[!-~]*') THEN x18
      ELSE regexp_replace(nfc_normalize(regexp_replace(x18, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t18,
    CASE WHEN k19 = 'DOUBLE' THEN CASE x19 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x19 END
      WHEN k19 = 'FLOAT' THEN nullif(TRY_CAST(x19 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k19 LIKE 'TIMESTAMP%' THEN regexp_replace(x19, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x19, '[!-~]*') THEN x19
      ELSE regexp_replace(nfc_normalize(regexp_replace(x19, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t19,
    CASE WHEN k20 = 'DOUBLE' THEN CASE x20 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x20 END
      WHEN k20 = 'FLOAT' THEN nullif(TRY_CAST(x20 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k20 LIKE 'TIMESTAMP%' THEN regexp_replace(x20, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x20, '[!-~]*') THEN x20
      ELSE regexp_replace(nfc_normalize(regexp_replace(x20, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t20,
    CASE WHEN k21 = 'DOUBLE' THEN CASE x21 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x21 END
      WHEN k21 = 'FLOAT' THEN nullif(TRY_CAST(x21 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k21 LIKE 'TIMESTAMP%' THEN regexp_replace(x21, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x21, '[!-~]*') THEN x21
      ELSE regexp_replace(nfc_normalize(regexp_replace(x21, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t21,
    CASE WHEN k22 = 'DOUBLE' THEN CASE x22 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x22 END
      WHEN k22 = 'FLOAT' THEN nullif(TRY_CAST(x22 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k22 LIKE 'TIMESTAMP%' THEN regexp_replace(x22, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x22, '[!-~]*') THEN x22
      ELSE regexp_replace(nfc_normalize(regexp_replace(x22, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t22,
    CASE WHEN k23 = 'DOUBLE' THEN CASE x23 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x23 END
      WHEN k23 = 'FLOAT' THEN nullif(TRY_CAST(x23 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k23 LIKE 'TIMESTAMP%' THEN regexp_replace(x23, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x23, '[!-~]*') THEN x23
      ELSE regexp_replace(nfc_normalize(regexp_replace(x23, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t23,
    CASE WHEN k24 = 'DOUBLE' THEN CASE x24 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x24 END
      WHEN k24 = 'FLOAT' THEN nullif(TRY_CAST(x24 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k24 LIKE 'TIMESTAMP%' THEN regexp_replace(x24, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x24, '[!-~]*') THEN x24
      ELSE regexp_replace(nfc_normalize(regexp_replace(x24, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t24,
    CASE WHEN k25 = 'DOUBLE' THEN CASE x25 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x25 END
      WHEN k25 = 'FLOAT' THEN nullif(TRY_CAST(x25 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k25 LIKE 'TIMESTAMP%' THEN regexp_replace(x25, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x25, '[!-~]*') THEN x25
      ELSE regexp_replace(nfc_normalize(regexp_replace(x25, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t25,
    CASE WHEN k26 = 'DOUBLE' THEN CASE x26 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x26 END
      WHEN k26 = 'FLOAT' THEN nullif(TRY_CAST(x26 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k26 LIKE 'TIMESTAMP%' THEN regexp_replace(x26, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x26, '[!-~]*') THEN x26
      ELSE regexp_replace(nfc_normalize(regexp_replace(x26, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t26,
    CASE WHEN k27 = 'DOUBLE' THEN CASE x27 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x27 END
      WHEN k27 = 'FLOAT' THEN nullif(TRY_CAST(x27 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k27 LIKE 'TIMESTAMP%' THEN regexp_replace(x27, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x27, '[!-~]*') THEN x27
      ELSE regexp_replace(nfc_normalize(regexp_replace(x27, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t27,
    CASE WHEN k28 = 'DOUBLE' THEN CASE x28 WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x28 END
      WHEN k28 = 'FLOAT' THEN nullif(TRY_CAST(x28 AS FLOAT)::DOUBLE::VARCHAR, 'nan')
      WHEN k28 LIKE 'TIMESTAMP%' THEN regexp_replace(x28, ' [0-9][0-9:.]*\z', '')
      WHEN regexp_full_match(x28, '[!-~]*') THEN x28
      ELSE regexp_replace(nfc_normalize(regexp_replace(x28, '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g')), '\A[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+|[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+\z', '', 'g') END AS t28
  FROM source
),
parts AS NOT MATERIALIZED ( -- whole numbers in unusual spellings, taken apart
  SELECT *,
    CASE WHEN NOT regexp_full_match(t1, '[+-]?[0-9]{1,15}') THEN regexp_extract(t1, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m1,
    CASE WHEN NOT regexp_full_match(t2, '[+-]?[0-9]{1,15}') THEN regexp_extract(t2, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m2,
    CASE WHEN NOT regexp_full_match(t3, '[+-]?[0-9]{1,15}') THEN regexp_extract(t3, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m3,
    CASE WHEN NOT regexp_full_match(t4, '[+-]?[0-9]{1,15}') THEN regexp_extract(t4, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m4,
    CASE WHEN NOT regexp_full_match(t5, '[+-]?[0-9]{1,15}') THEN regexp_extract(t5, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m5,
    CASE WHEN NOT regexp_full_match(t6, '[+-]?[0-9]{1,15}') THEN regexp_extract(t6, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m6,
    CASE WHEN NOT regexp_full_match(t7, '[+-]?[0-9]{1,15}') THEN regexp_extract(t7, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m7,
    CASE WHEN NOT regexp_full_match(t8, '[+-]?[0-9]{1,15}') THEN regexp_extract(t8, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m8,
    CASE WHEN NOT regexp_full_match(t9, '[+-]?[0-9]{1,15}') THEN regexp_extract(t9, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m9,
    CASE WHEN NOT regexp_full_match(t10, '[+-]?[0-9]{1,15}') THEN regexp_extract(t10, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m10,
    CASE WHEN NOT regexp_full_match(t11, '[+-]?[0-9]{1,15}') THEN regexp_extract(t11, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m11,
    CASE WHEN NOT regexp_full_match(t12, '[+-]?[0-9]{1,15}') THEN regexp_extract(t12, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m12,
    CASE WHEN NOT regexp_full_match(t13, '[+-]?[0-9]{1,15}') THEN regexp_extract(t13, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m13,
    CASE WHEN NOT regexp_full_match(t14, '[+-]?[0-9]{1,15}') THEN regexp_extract(t14, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m14,
    CASE WHEN NOT regexp_full_match(t15, '[+-]?[0-9]{1,15}') THEN regexp_extract(t15, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m15,
    CASE WHEN NOT regexp_full_match(t16, '[+-]?[0-9]{1,15}') THEN regexp_extract(t16, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m16,
    CASE WHEN NOT regexp_full_match(t17, '[+-]?[0-9]{1,15}') THEN regexp_extract(t17, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m17,
    CASE WHEN NOT regexp_full_match(t18, '[+-]?[0-9]{1,15}') THEN regexp_extract(t18, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m18,
    CASE WHEN NOT regexp_full_match(t19, '[+-]?[0-9]{1,15}') THEN regexp_extract(t19, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m19,
    CASE WHEN NOT regexp_full_match(t20, '[+-]?[0-9]{1,15}') THEN regexp_extract(t20, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m20,
    CASE WHEN NOT regexp_full_match(t21, '[+-]?[0-9]{1,15}') THEN regexp_extract(t21, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m21,
    CASE WHEN NOT regexp_full_match(t22, '[+-]?[0-9]{1,15}') THEN regexp_extract(t22, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m22,
    CASE WHEN NOT regexp_full_match(t23, '[+-]?[0-9]{1,15}') THEN regexp_extract(t23, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m23,
    CASE WHEN NOT regexp_full_match(t24, '[+-]?[0-9]{1,15}') THEN regexp_extract(t24, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m24,
    CASE WHEN NOT regexp_full_match(t25, '[+-]?[0-9]{1,15}') THEN regexp_extract(t25, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m25,
    CASE WHEN NOT regexp_full_match(t26, '[+-]?[0-9]{1,15}') THEN regexp_extract(t26, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m26,
    CASE WHEN NOT regexp_full_match(t27, '[+-]?[0-9]{1,15}') THEN regexp_extract(t27, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m27,
    CASE WHEN NOT regexp_full_match(t28, '[+-]?[0-9]{1,15}') THEN regexp_extract(t28, '\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z', ['before', 'after', 'bare', 'exponent']) END AS m28
  FROM texts
),
digits AS NOT MATERIALIZED ( -- their digits, and how many stand before the point
  SELECT *,
    ltrim(m1.before || m1.after || m1.bare, '0') AS z1,
    length(ltrim(m1.before || m1.after || m1.bare, '0'))::BIGINT + CASE m1.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m1.exponent AS INTEGER), CASE WHEN m1.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m1.after || m1.bare) AS q1,
    ltrim(m2.before || m2.after || m2.bare, '0') AS z2,
    length(ltrim(m2.before || m2.after || m2.bare, '0'))::BIGINT + CASE m2.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m2.exponent AS INTEGER), CASE WHEN m2.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m2.after || m2.bare) AS q2,
    ltrim(m3.before || m3.after || m3.bare, '0') AS z3,
    length(ltrim(m3.before || m3.after || m3.bare, '0'))::BIGINT + CASE m3.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m3.exponent AS INTEGER), CASE WHEN m3.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m3.after || m3.bare) AS q3,
    ltrim(m4.before || m4.after || m4.bare, '0') AS z4,
    length(ltrim(m4.before || m4.after || m4.bare, '0'))::BIGINT + CASE m4.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m4.exponent AS INTEGER), CASE WHEN m4.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m4.after || m4.bare) AS q4,
    ltrim(m5.before || m5.after || m5.bare, '0') AS z5,
    length(ltrim(m5.before || m5.after || m5.bare, '0'))::BIGINT + CASE m5.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m5.exponent AS INTEGER), CASE WHEN m5.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m5.after || m5.bare) AS q5,
    ltrim(m6.before || m6.after || m6.bare, '0') AS z6,
    length(ltrim(m6.before || m6.after || m6.bare, '0'))::BIGINT + CASE m6.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m6.exponent AS INTEGER), CASE WHEN m6.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m6.after || m6.bare) AS q6,
    ltrim(m7.before || m7.after || m7.bare, '0') AS z7,
    length(ltrim(m7.before || m7.after || m7.bare, '0'))::BIGINT + CASE m7.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m7.exponent AS INTEGER), CASE WHEN m7.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m7.after || m7.bare) AS q7,
    ltrim(m8.before || m8.after || m8.bare, '0') AS z8,
    length(ltrim(m8.before || m8.after || m8.bare, '0'))::BIGINT + CASE m8.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m8.exponent AS INTEGER), CASE WHEN m8.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m8.after || m8.bare) AS q8,
    ltrim(m9.before || m9.after || m9.bare, '0') AS z9,
    length(ltrim(m9.before || m9.after || m9.bare, '0'))::BIGINT + CASE m9.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m9.exponent AS INTEGER), CASE WHEN m9.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m9.after || m9.bare) AS q9,
    ltrim(m10.before || m10.after || m10.bare, '0') AS z10,
    length(ltrim(m10.before || m10.after || m10.bare, '0'))::BIGINT + CASE m10.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m10.exponent AS INTEGER), CASE WHEN m10.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m10.after || m10.bare) AS q10,
    ltrim(m11.before || m11.after || m11.bare, '0') AS z11,
    length(ltrim(m11.before || m11.after || m11.bare, '0'))::BIGINT + CASE m11.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m11.exponent AS INTEGER), CASE WHEN m11.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m11.after || m11.bare) AS q11,
    ltrim(m12.before || m12.after || m12.bare, '0') AS z12,
    length(ltrim(m12.before || m12.after || m12.bare, '0'))::BIGINT + CASE m12.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m12.exponent AS INTEGER), CASE WHEN m12.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m12.after || m12.bare) AS q12,
    ltrim(m13.before || m13.after || m13.bare, '0') AS z13,
    length(ltrim(m13.before || m13.after || m13.bare, '0'))::BIGINT + CASE m13.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m13.exponent AS INTEGER), CASE WHEN m13.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m13.after || m13.bare) AS q13,
    ltrim(m14.before || m14.after || m14.bare, '0') AS z14,
    length(ltrim(m14.before || m14.after || m14.bare, '0'))::BIGINT + CASE m14.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m14.exponent AS INTEGER), CASE WHEN m14.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m14.after || m14.bare) AS q14,
    ltrim(m15.before || m15.after || m15.bare, '0') AS z15,
    length(ltrim(m15.before || m15.after || m15.bare, '0'))::BIGINT + CASE m15.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m15.exponent AS INTEGER), CASE WHEN m15.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m15.after || m15.bare) AS q15,
    ltrim(m16.before || m16.after || m16.bare, '0') AS z16,
    length(ltrim(m16.before || m16.after || m16.bare, '0'))::BIGINT + CASE m16.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m16.exponent AS INTEGER), CASE WHEN m16.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m16.after || m16.bare) AS q16,
    ltrim(m17.before || m17.after || m17.bare, '0') AS z17,
    length(ltrim(m17.before || m17.after || m17.bare, '0'))::BIGINT + CASE m17.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m17.exponent AS INTEGER), CASE WHEN m17.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m17.after || m17.bare) AS q17,
    ltrim(m18.before || m18.after || m18.bare, '0') AS z18,
    length(ltrim(m18.before || m18.after || m18.bare, '0'))::BIGINT + CASE m18.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m18.exponent AS INTEGER), CASE WHEN m18.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m18.after || m18.bare) AS q18,
    ltrim(m19.before || m19.after || m19.bare, '0') AS z19,
    length(ltrim(m19.before || m19.after || m19.bare, '0'))::BIGINT + CASE m19.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m19.exponent AS INTEGER), CASE WHEN m19.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m19.after || m19.bare) AS q19,
    ltrim(m20.before || m20.after || m20.bare, '0') AS z20,
    length(ltrim(m20.before || m20.after || m20.bare, '0'))::BIGINT + CASE m20.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m20.exponent AS INTEGER), CASE WHEN m20.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m20.after || m20.bare) AS q20,
    ltrim(m21.before || m21.after || m21.bare, '0') AS z21,
    length(ltrim(m21.before || m21.after || m21.bare, '0'))::BIGINT + CASE m21.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m21.exponent AS INTEGER), CASE WHEN m21.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m21.after || m21.bare) AS q21,
    ltrim(m22.before || m22.after || m22.bare, '0') AS z22,
    length(ltrim(m22.before || m22.after || m22.bare, '0'))::BIGINT + CASE m22.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m22.exponent AS INTEGER), CASE WHEN m22.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m22.after || m22.bare) AS q22,
    ltrim(m23.before || m23.after || m23.bare, '0') AS z23,
    length(ltrim(m23.before || m23.after || m23.bare, '0'))::BIGINT + CASE m23.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m23.exponent AS INTEGER), CASE WHEN m23.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m23.after || m23.bare) AS q23,
    ltrim(m24.before || m24.after || m24.bare, '0') AS z24,
    length(ltrim(m24.before || m24.after || m24.bare, '0'))::BIGINT + CASE m24.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m24.exponent AS INTEGER), CASE WHEN m24.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m24.after || m24.bare) AS q24,
    ltrim(m25.before || m25.after || m25.bare, '0') AS z25,
    length(ltrim(m25.before || m25.after || m25.bare, '0'))::BIGINT + CASE m25.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m25.exponent AS INTEGER), CASE WHEN m25.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m25.after || m25.bare) AS q25,
    ltrim(m26.before || m26.after || m26.bare, '0') AS z26,
    length(ltrim(m26.before || m26.after || m26.bare, '0'))::BIGINT + CASE m26.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m26.exponent AS INTEGER), CASE WHEN m26.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m26.after || m26.bare) AS q26,
    ltrim(m27.before || m27.after || m27.bare, '0') AS z27,
    length(ltrim(m27.before || m27.after || m27.bare, '0'))::BIGINT + CASE m27.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m27.exponent AS INTEGER), CASE WHEN m27.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m27.after || m27.bare) AS q27,
    ltrim(m28.before || m28.after || m28.bare, '0') AS z28,
    length(ltrim(m28.before || m28.after || m28.bare, '0'))::BIGINT + CASE m28.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m28.exponent AS INTEGER), CASE WHEN m28.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END - length(m28.after || m28.bare) AS q28
  FROM parts
),
cells AS NOT MATERIALIZED ( -- values
  SELECT *,
    CASE WHEN m1 IS NULL THEN CAST(t1 AS BIGINT)
      WHEN m1.before || m1.bare = '' THEN NULL
      WHEN z1 = '' THEN 0
      WHEN q1 > 16 THEN 9007199254740993
      WHEN q1 < 1 THEN NULL
      WHEN CAST(rpad(z1, q1::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z1, q1::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z1, q1 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z1, q1 + 1), '0') <> '' THEN NULL
      WHEN t1[1] = '-' THEN -CAST(rpad(z1, q1::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z1, q1::INTEGER, '0') AS BIGINT) END AS v1,
    CASE WHEN m2 IS NULL THEN CAST(t2 AS BIGINT)
      WHEN m2.before || m2.bare = '' THEN NULL
      WHEN z2 = '' THEN 0
      WHEN q2 > 16 THEN 9007199254740993
      WHEN q2 < 1 THEN NULL
      WHEN CAST(rpad(z2, q2::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z2, q2::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z2, q2 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z2, q2 + 1), '0') <> '' THEN NULL
      WHEN t2[1] = '-' THEN -CAST(rpad(z2, q2::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z2, q2::INTEGER, '0') AS BIGINT) END AS v2,
    CASE WHEN m3 IS NULL THEN CAST(t3 AS BIGINT)
      WHEN m3.before || m3.bare = '' THEN NULL
      WHEN z3 = '' THEN 0
      WHEN q3 > 16 THEN 9007199254740993
      WHEN q3 < 1 THEN NULL
      WHEN CAST(rpad(z3, q3::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z3, q3::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z3, q3 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z3, q3 + 1), '0') <> '' THEN NULL
      WHEN t3[1] = '-' THEN -CAST(rpad(z3, q3::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z3, q3::INTEGER, '0') AS BIGINT) END AS v3,
    CASE WHEN m4 IS NULL THEN CAST(t4 AS BIGINT)
      WHEN m4.before || m4.bare = '' THEN NULL
      WHEN z4 = '' THEN 0
      WHEN q4 > 16 THEN 9007199254740993
      WHEN q4 < 1 THEN NULL
      WHEN CAST(rpad(z4, q4::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z4, q4::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z4, q4 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z4, q4 + 1), '0') <> '' THEN NULL
      WHEN t4[1] = '-' THEN -CAST(rpad(z4, q4::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z4, q4::INTEGER, '0') AS BIGINT) END AS v4,
    CASE WHEN m5 IS NULL THEN CAST(t5 AS BIGINT)
      WHEN m5.before || m5.bare = '' THEN NULL
      WHEN z5 = '' THEN 0
      WHEN q5 > 16 THEN 9007199254740993
      WHEN q5 < 1 THEN NULL
      WHEN CAST(rpad(z5, q5::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z5, q5::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z5, q5 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z5, q5 + 1), '0') <> '' THEN NULL
      WHEN t5[1] = '-' THEN -CAST(rpad(z5, q5::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z5, q5::INTEGER, '0') AS BIGINT) END AS v5,
    CASE WHEN m6 IS NULL THEN CAST(t6 AS BIGINT)
      WHEN m6.before || m6.bare = '' THEN NULL
      WHEN z6 = '' THEN 0
      WHEN q6 > 16 THEN 9007199254740993
      WHEN q6 < 1 THEN NULL
      WHEN CAST(rpad(z6, q6::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z6, q6::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z6, q6 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z6, q6 + 1), '0') <> '' THEN NULL
      WHEN t6[1] = '-' THEN -CAST(rpad(z6, q6::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z6, q6::INTEGER, '0') AS BIGINT) END AS v6,
    CASE WHEN m7 IS NULL THEN CAST(t7 AS BIGINT)
      WHEN m7.before || m7.bare = '' THEN NULL
      WHEN z7 = '' THEN 0
      WHEN q7 > 16 THEN 9007199254740993
      WHEN q7 < 1 THEN NULL
      WHEN CAST(rpad(z7, q7::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z7, q7::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z7, q7 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z7, q7 + 1), '0') <> '' THEN NULL
      WHEN t7[1] = '-' THEN -CAST(rpad(z7, q7::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z7, q7::INTEGER, '0') AS BIGINT) END AS v7,
    CASE WHEN m8 IS NULL THEN CAST(t8 AS BIGINT)
      WHEN m8.before || m8.bare = '' THEN NULL
      WHEN z8 = '' THEN 0
      WHEN q8 > 16 THEN 9007199254740993
      WHEN q8 < 1 THEN NULL
      WHEN CAST(rpad(z8, q8::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z8, q8::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z8, q8 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z8, q8 + 1), '0') <> '' THEN NULL
      WHEN t8[1] = '-' THEN -CAST(rpad(z8, q8::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z8, q8::INTEGER, '0') AS BIGINT) END AS v8,
    CASE WHEN m9 IS NULL THEN CAST(t9 AS BIGINT)
      WHEN m9.before || m9.bare = '' THEN NULL
      WHEN z9 = '' THEN 0
      WHEN q9 > 16 THEN 9007199254740993
      WHEN q9 < 1 THEN NULL
      WHEN CAST(rpad(z9, q9::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z9, q9::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z9, q9 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z9, q9 + 1), '0') <> '' THEN NULL
      WHEN t9[1] = '-' THEN -CAST(rpad(z9, q9::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z9, q9::INTEGER, '0') AS BIGINT) END AS v9,
    CASE WHEN m10 IS NULL THEN CAST(t10 AS BIGINT)
      WHEN m10.before || m10.bare = '' THEN NULL
      WHEN z10 = '' THEN 0
      WHEN q10 > 16 THEN 9007199254740993
      WHEN q10 < 1 THEN NULL
      WHEN CAST(rpad(z10, q10::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z10, q10::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z10, q10 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z10, q10 + 1), '0') <> '' THEN NULL
      WHEN t10[1] = '-' THEN -CAST(rpad(z10, q10::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z10, q10::INTEGER, '0') AS BIGINT) END AS v10,
    CASE WHEN m11 IS NULL THEN CAST(t11 AS BIGINT)
      WHEN m11.before || m11.bare = '' THEN NULL
      WHEN z11 = '' THEN 0
      WHEN q11 > 16 THEN 9007199254740993
      WHEN q11 < 1 THEN NULL
      WHEN CAST(rpad(z11, q11::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z11, q11::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z11, q11 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z11, q11 + 1), '0') <> '' THEN NULL
      WHEN t11[1] = '-' THEN -CAST(rpad(z11, q11::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z11, q11::INTEGER, '0') AS BIGINT) END AS v11,
    CASE WHEN m12 IS NULL THEN CAST(t12 AS BIGINT)
      WHEN m12.before || m12.bare = '' THEN NULL
      WHEN z12 = '' THEN 0
      WHEN q12 > 16 THEN 9007199254740993
      WHEN q12 < 1 THEN NULL
      WHEN CAST(rpad(z12, q12::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z12, q12::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z12, q12 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z12, q12 + 1), '0') <> '' THEN NULL
      WHEN t12[1] = '-' THEN -CAST(rpad(z12, q12::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z12, q12::INTEGER, '0') AS BIGINT) END AS v12,
    CASE WHEN m13 IS NULL THEN CAST(t13 AS BIGINT)
      WHEN m13.before || m13.bare = '' THEN NULL
      WHEN z13 = '' THEN 0
      WHEN q13 > 16 THEN 9007199254740993
      WHEN q13 < 1 THEN NULL
      WHEN CAST(rpad(z13, q13::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z13, q13::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z13, q13 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z13, q13 + 1), '0') <> '' THEN NULL
      WHEN t13[1] = '-' THEN -CAST(rpad(z13, q13::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z13, q13::INTEGER, '0') AS BIGINT) END AS v13,
    CASE WHEN m14 IS NULL THEN CAST(t14 AS BIGINT)
      WHEN m14.before || m14.bare = '' THEN NULL
      WHEN z14 = '' THEN 0
      WHEN q14 > 16 THEN 9007199254740993
      WHEN q14 < 1 THEN NULL
      WHEN CAST(rpad(z14, q14::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z14, q14::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z14, q14 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z14, q14 + 1), '0') <> '' THEN NULL
      WHEN t14[1] = '-' THEN -CAST(rpad(z14, q14::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z14, q14::INTEGER, '0') AS BIGINT) END AS v14,
    CASE WHEN m15 IS NULL THEN CAST(t15 AS BIGINT)
      WHEN m15.before || m15.bare = '' THEN NULL
      WHEN z15 = '' THEN 0
      WHEN q15 > 16 THEN 9007199254740993
      WHEN q15 < 1 THEN NULL
      WHEN CAST(rpad(z15, q15::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z15, q15::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z15, q15 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z15, q15 + 1), '0') <> '' THEN NULL
      WHEN t15[1] = '-' THEN -CAST(rpad(z15, q15::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z15, q15::INTEGER, '0') AS BIGINT) END AS v15,
    CASE WHEN m16 IS NULL THEN CAST(t16 AS BIGINT)
      WHEN m16.before || m16.bare = '' THEN NULL
      WHEN z16 = '' THEN 0
      WHEN q16 > 16 THEN 9007199254740993
      WHEN q16 < 1 THEN NULL
      WHEN CAST(rpad(z16, q16::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z16, q16::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z16, q16 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z16, q16 + 1), '0') <> '' THEN NULL
      WHEN t16[1] = '-' THEN -CAST(rpad(z16, q16::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z16, q16::INTEGER, '0') AS BIGINT) END AS v16,
    CASE WHEN m17 IS NULL THEN CAST(t17 AS BIGINT)
      WHEN m17.before || m17.bare = '' THEN NULL
      WHEN z17 = '' THEN 0
      WHEN q17 > 16 THEN 9007199254740993
      WHEN q17 < 1 THEN NULL
      WHEN CAST(rpad(z17, q17::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z17, q17::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z17, q17 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z17, q17 + 1), '0') <> '' THEN NULL
      WHEN t17[1] = '-' THEN -CAST(rpad(z17, q17::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z17, q17::INTEGER, '0') AS BIGINT) END AS v17,
    CASE WHEN m18 IS NULL THEN CAST(t18 AS BIGINT)
      WHEN m18.before || m18.bare = '' THEN NULL
      WHEN z18 = '' THEN 0
      WHEN q18 > 16 THEN 9007199254740993
      WHEN q18 < 1 THEN NULL
      WHEN CAST(rpad(z18, q18::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z18, q18::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z18, q18 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z18, q18 + 1), '0') <> '' THEN NULL
      WHEN t18[1] = '-' THEN -CAST(rpad(z18, q18::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z18, q18::INTEGER, '0') AS BIGINT) END AS v18,
    CASE WHEN m19 IS NULL THEN CAST(t19 AS BIGINT)
      WHEN m19.before || m19.bare = '' THEN NULL
      WHEN z19 = '' THEN 0
      WHEN q19 > 16 THEN 9007199254740993
      WHEN q19 < 1 THEN NULL
      WHEN CAST(rpad(z19, q19::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z19, q19::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z19, q19 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z19, q19 + 1), '0') <> '' THEN NULL
      WHEN t19[1] = '-' THEN -CAST(rpad(z19, q19::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z19, q19::INTEGER, '0') AS BIGINT) END AS v19,
    CASE WHEN m20 IS NULL THEN CAST(t20 AS BIGINT)
      WHEN m20.before || m20.bare = '' THEN NULL
      WHEN z20 = '' THEN 0
      WHEN q20 > 16 THEN 9007199254740993
      WHEN q20 < 1 THEN NULL
      WHEN CAST(rpad(z20, q20::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z20, q20::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z20, q20 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z20, q20 + 1), '0') <> '' THEN NULL
      WHEN t20[1] = '-' THEN -CAST(rpad(z20, q20::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z20, q20::INTEGER, '0') AS BIGINT) END AS v20,
    CASE WHEN m21 IS NULL THEN CAST(t21 AS BIGINT)
      WHEN m21.before || m21.bare = '' THEN NULL
      WHEN z21 = '' THEN 0
      WHEN q21 > 16 THEN 9007199254740993
      WHEN q21 < 1 THEN NULL
      WHEN CAST(rpad(z21, q21::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z21, q21::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z21, q21 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z21, q21 + 1), '0') <> '' THEN NULL
      WHEN t21[1] = '-' THEN -CAST(rpad(z21, q21::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z21, q21::INTEGER, '0') AS BIGINT) END AS v21,
    CASE WHEN m22 IS NULL THEN CAST(t22 AS BIGINT)
      WHEN m22.before || m22.bare = '' THEN NULL
      WHEN z22 = '' THEN 0
      WHEN q22 > 16 THEN 9007199254740993
      WHEN q22 < 1 THEN NULL
      WHEN CAST(rpad(z22, q22::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z22, q22::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z22, q22 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z22, q22 + 1), '0') <> '' THEN NULL
      WHEN t22[1] = '-' THEN -CAST(rpad(z22, q22::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z22, q22::INTEGER, '0') AS BIGINT) END AS v22,
    CASE WHEN m23 IS NULL THEN CAST(t23 AS BIGINT)
      WHEN m23.before || m23.bare = '' THEN NULL
      WHEN z23 = '' THEN 0
      WHEN q23 > 16 THEN 9007199254740993
      WHEN q23 < 1 THEN NULL
      WHEN CAST(rpad(z23, q23::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z23, q23::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z23, q23 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z23, q23 + 1), '0') <> '' THEN NULL
      WHEN t23[1] = '-' THEN -CAST(rpad(z23, q23::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z23, q23::INTEGER, '0') AS BIGINT) END AS v23,
    CASE WHEN m24 IS NULL THEN CAST(t24 AS BIGINT)
      WHEN m24.before || m24.bare = '' THEN NULL
      WHEN z24 = '' THEN 0
      WHEN q24 > 16 THEN 9007199254740993
      WHEN q24 < 1 THEN NULL
      WHEN CAST(rpad(z24, q24::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z24, q24::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z24, q24 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z24, q24 + 1), '0') <> '' THEN NULL
      WHEN t24[1] = '-' THEN -CAST(rpad(z24, q24::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z24, q24::INTEGER, '0') AS BIGINT) END AS v24,
    CASE WHEN m25 IS NULL THEN CAST(t25 AS BIGINT)
      WHEN m25.before || m25.bare = '' THEN NULL
      WHEN z25 = '' THEN 0
      WHEN q25 > 16 THEN 9007199254740993
      WHEN q25 < 1 THEN NULL
      WHEN CAST(rpad(z25, q25::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z25, q25::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z25, q25 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z25, q25 + 1), '0') <> '' THEN NULL
      WHEN t25[1] = '-' THEN -CAST(rpad(z25, q25::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z25, q25::INTEGER, '0') AS BIGINT) END AS v25,
    CASE WHEN m26 IS NULL THEN CAST(t26 AS BIGINT)
      WHEN m26.before || m26.bare = '' THEN NULL
      WHEN z26 = '' THEN 0
      WHEN q26 > 16 THEN 9007199254740993
      WHEN q26 < 1 THEN NULL
      WHEN CAST(rpad(z26, q26::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z26, q26::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z26, q26 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z26, q26 + 1), '0') <> '' THEN NULL
      WHEN t26[1] = '-' THEN -CAST(rpad(z26, q26::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z26, q26::INTEGER, '0') AS BIGINT) END AS v26,
    CASE WHEN m27 IS NULL THEN CAST(t27 AS BIGINT)
      WHEN m27.before || m27.bare = '' THEN NULL
      WHEN z27 = '' THEN 0
      WHEN q27 > 16 THEN 9007199254740993
      WHEN q27 < 1 THEN NULL
      WHEN CAST(rpad(z27, q27::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z27, q27::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z27, q27 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z27, q27 + 1), '0') <> '' THEN NULL
      WHEN t27[1] = '-' THEN -CAST(rpad(z27, q27::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z27, q27::INTEGER, '0') AS BIGINT) END AS v27,
    CASE WHEN m28 IS NULL THEN CAST(t28 AS BIGINT)
      WHEN m28.before || m28.bare = '' THEN NULL
      WHEN z28 = '' THEN 0
      WHEN q28 > 16 THEN 9007199254740993
      WHEN q28 < 1 THEN NULL
      WHEN CAST(rpad(z28, q28::INTEGER, '0') AS BIGINT) > 9007199254740992 OR (CAST(rpad(z28, q28::INTEGER, '0') AS BIGINT) = 9007199254740992 AND rtrim(substr(z28, q28 + 1), '0') <> '') THEN 9007199254740993
      WHEN rtrim(substr(z28, q28 + 1), '0') <> '' THEN NULL
      WHEN t28[1] = '-' THEN -CAST(rpad(z28, q28::INTEGER, '0') AS BIGINT) ELSE CAST(rpad(z28, q28::INTEGER, '0') AS BIGINT) END AS v28
  FROM digits
),
states AS NOT MATERIALIZED ( -- 0 value, 1 missing, 2 unparsable, 3 infinite, 4 too large, 5 and more special codes
  SELECT *,
    CASE
      WHEN t1 IS NULL THEN 1
      WHEN k1 = 'VARCHAR' AND t1 = '' THEN 1
      WHEN NOT regexp_full_match(k1, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k1 IN ('DOUBLE', 'FLOAT') AND t1 IN ('inf', '-inf') THEN 3
      WHEN v1 IS NULL THEN 2
      WHEN abs(v1) > 9007199254740992 THEN 4
      ELSE 0 END AS s1,
    CASE
      WHEN t2 IS NULL THEN 1
      WHEN k2 = 'VARCHAR' AND t2 = '' THEN 1
      WHEN NOT regexp_full_match(k2, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k2 IN ('DOUBLE', 'FLOAT') AND t2 IN ('inf', '-inf') THEN 3
      WHEN v2 IS NULL THEN 2
      WHEN abs(v2) > 9007199254740992 THEN 4
      ELSE 0 END AS s2,
    CASE
      WHEN t3 IS NULL THEN 1
      WHEN k3 = 'VARCHAR' AND t3 = '' THEN 1
      WHEN NOT regexp_full_match(k3, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k3 IN ('DOUBLE', 'FLOAT') AND t3 IN ('inf', '-inf') THEN 3
      WHEN v3 IS NULL THEN 2
      WHEN abs(v3) > 9007199254740992 THEN 4
      ELSE 0 END AS s3,
    CASE
      WHEN t4 IS NULL THEN 1
      WHEN k4 = 'VARCHAR' AND t4 = '' THEN 1
      WHEN NOT regexp_full_match(k4, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k4 IN ('DOUBLE', 'FLOAT') AND t4 IN ('inf', '-inf') THEN 3
      WHEN v4 IS NULL THEN 2
      WHEN abs(v4) > 9007199254740992 THEN 4
      ELSE 0 END AS s4,
    CASE
      WHEN t5 IS NULL THEN 1
      WHEN k5 = 'VARCHAR' AND t5 = '' THEN 1
      WHEN NOT regexp_full_match(k5, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k5 IN ('DOUBLE', 'FLOAT') AND t5 IN ('inf', '-inf') THEN 3
      WHEN v5 IS NULL THEN 2
      WHEN abs(v5) > 9007199254740992 THEN 4
      ELSE 0 END AS s5,
    CASE
      WHEN t6 IS NULL THEN 1
      WHEN k6 = 'VARCHAR' AND t6 = '' THEN 1
      WHEN NOT regexp_full_match(k6, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k6 IN ('DOUBLE', 'FLOAT') AND t6 IN ('inf', '-inf') THEN 3
      WHEN v6 IS NULL THEN 2
      WHEN abs(v6) > 9007199254740992 THEN 4
      ELSE 0 END AS s6,
    CASE
      WHEN t7 IS NULL THEN 1
      WHEN k7 = 'VARCHAR' AND t7 = '' THEN 1
      WHEN NOT regexp_full_match(k7, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k7 IN ('DOUBLE', 'FLOAT') AND t7 IN ('inf', '-inf') THEN 3
      WHEN v7 IS NULL THEN 2
      WHEN abs(v7) > 9007199254740992 THEN 4
      ELSE 0 END AS s7,
    CASE
      WHEN t8 IS NULL THEN 1
      WHEN k8 = 'VARCHAR' AND t8 = '' THEN 1
      WHEN NOT regexp_full_match(k8, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k8 IN ('DOUBLE', 'FLOAT') AND t8 IN ('inf', '-inf') THEN 3
      WHEN v8 IS NULL THEN 2
      WHEN abs(v8) > 9007199254740992 THEN 4
      ELSE 0 END AS s8,
    CASE
      WHEN t9 IS NULL THEN 1
      WHEN k9 = 'VARCHAR' AND t9 = '' THEN 1
      WHEN NOT regexp_full_match(k9, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k9 IN ('DOUBLE', 'FLOAT') AND t9 IN ('inf', '-inf') THEN 3
      WHEN v9 IS NULL THEN 2
      WHEN abs(v9) > 9007199254740992 THEN 4
      ELSE 0 END AS s9,
    CASE
      WHEN t10 IS NULL THEN 1
      WHEN k10 = 'VARCHAR' AND t10 = '' THEN 1
      WHEN NOT regexp_full_match(k10, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k10 IN ('DOUBLE', 'FLOAT') AND t10 IN ('inf', '-inf') THEN 3
      WHEN v10 IS NULL THEN 2
      WHEN abs(v10) > 9007199254740992 THEN 4
      ELSE 0 END AS s10,
    CASE
      WHEN t11 IS NULL THEN 1
      WHEN k11 = 'VARCHAR' AND t11 = '' THEN 1
      WHEN NOT regexp_full_match(k11, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k11 IN ('DOUBLE', 'FLOAT') AND t11 IN ('inf', '-inf') THEN 3
      WHEN v11 IS NULL THEN 2
      WHEN abs(v11) > 9007199254740992 THEN 4
      ELSE 0 END AS s11,
    CASE
      WHEN t12 IS NULL THEN 1
      WHEN k12 = 'VARCHAR' AND t12 = '' THEN 1
      WHEN NOT regexp_full_match(k12, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k12 IN ('DOUBLE', 'FLOAT') AND t12 IN ('inf', '-inf') THEN 3
      WHEN v12 IS NULL THEN 2
      WHEN abs(v12) > 9007199254740992 THEN 4
      ELSE 0 END AS s12,
    CASE
      WHEN t13 IS NULL THEN 1
      WHEN k13 = 'VARCHAR' AND t13 = '' THEN 1
      WHEN NOT regexp_full_match(k13, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k13 IN ('DOUBLE', 'FLOAT') AND t13 IN ('inf', '-inf') THEN 3
      WHEN v13 IS NULL THEN 2
      WHEN abs(v13) > 9007199254740992 THEN 4
      ELSE 0 END AS s13,
    CASE
      WHEN t14 IS NULL THEN 1
      WHEN k14 = 'VARCHAR' AND t14 = '' THEN 1
      WHEN NOT regexp_full_match(k14, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k14 IN ('DOUBLE', 'FLOAT') AND t14 IN ('inf', '-inf') THEN 3
      WHEN v14 IS NULL THEN 2
      WHEN abs(v14) > 9007199254740992 THEN 4
      ELSE 0 END AS s14,
    CASE
      WHEN t15 IS NULL THEN 1
      WHEN k15 = 'VARCHAR' AND t15 = '' THEN 1
      WHEN NOT regexp_full_match(k15, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k15 IN ('DOUBLE', 'FLOAT') AND t15 IN ('inf', '-inf') THEN 3
      WHEN v15 IS NULL THEN 2
      WHEN abs(v15) > 9007199254740992 THEN 4
      ELSE 0 END AS s15,
    CASE
      WHEN t16 IS NULL THEN 1
      WHEN k16 = 'VARCHAR' AND t16 = '' THEN 1
      WHEN NOT regexp_full_match(k16, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k16 IN ('DOUBLE', 'FLOAT') AND t16 IN ('inf', '-inf') THEN 3
      WHEN v16 IS NULL THEN 2
      WHEN abs(v16) > 9007199254740992 THEN 4
      ELSE 0 END AS s16,
    CASE
      WHEN t17 IS NULL THEN 1
      WHEN k17 = 'VARCHAR' AND t17 = '' THEN 1
      WHEN NOT regexp_full_match(k17, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k17 IN ('DOUBLE', 'FLOAT') AND t17 IN ('inf', '-inf') THEN 3
      WHEN v17 IS NULL THEN 2
      WHEN abs(v17) > 9007199254740992 THEN 4
      ELSE 0 END AS s17,
    CASE
      WHEN t18 IS NULL THEN 1
      WHEN k18 = 'VARCHAR' AND t18 = '' THEN 1
      WHEN NOT regexp_full_match(k18, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k18 IN ('DOUBLE', 'FLOAT') AND t18 IN ('inf', '-inf') THEN 3
      WHEN v18 IS NULL THEN 2
      WHEN abs(v18) > 9007199254740992 THEN 4
      ELSE 0 END AS s18,
    CASE
      WHEN t19 IS NULL THEN 1
      WHEN k19 = 'VARCHAR' AND t19 = '' THEN 1
      WHEN NOT regexp_full_match(k19, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k19 IN ('DOUBLE', 'FLOAT') AND t19 IN ('inf', '-inf') THEN 3
      WHEN v19 IS NULL THEN 2
      WHEN abs(v19) > 9007199254740992 THEN 4
      ELSE 0 END AS s19,
    CASE
      WHEN t20 IS NULL THEN 1
      WHEN k20 = 'VARCHAR' AND t20 = '' THEN 1
      WHEN NOT regexp_full_match(k20, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k20 IN ('DOUBLE', 'FLOAT') AND t20 IN ('inf', '-inf') THEN 3
      WHEN v20 IS NULL THEN 2
      WHEN abs(v20) > 9007199254740992 THEN 4
      ELSE 0 END AS s20,
    CASE
      WHEN t21 IS NULL THEN 1
      WHEN k21 = 'VARCHAR' AND t21 = '' THEN 1
      WHEN NOT regexp_full_match(k21, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k21 IN ('DOUBLE', 'FLOAT') AND t21 IN ('inf', '-inf') THEN 3
      WHEN v21 IS NULL THEN 2
      WHEN abs(v21) > 9007199254740992 THEN 4
      ELSE 0 END AS s21,
    CASE
      WHEN t22 IS NULL THEN 1
      WHEN k22 = 'VARCHAR' AND t22 = '' THEN 1
      WHEN NOT regexp_full_match(k22, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k22 IN ('DOUBLE', 'FLOAT') AND t22 IN ('inf', '-inf') THEN 3
      WHEN v22 IS NULL THEN 2
      WHEN abs(v22) > 9007199254740992 THEN 4
      ELSE 0 END AS s22,
    CASE
      WHEN t23 IS NULL THEN 1
      WHEN k23 = 'VARCHAR' AND t23 = '' THEN 1
      WHEN NOT regexp_full_match(k23, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k23 IN ('DOUBLE', 'FLOAT') AND t23 IN ('inf', '-inf') THEN 3
      WHEN v23 IS NULL THEN 2
      WHEN abs(v23) > 9007199254740992 THEN 4
      ELSE 0 END AS s23,
    CASE
      WHEN t24 IS NULL THEN 1
      WHEN k24 = 'VARCHAR' AND t24 = '' THEN 1
      WHEN NOT regexp_full_match(k24, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k24 IN ('DOUBLE', 'FLOAT') AND t24 IN ('inf', '-inf') THEN 3
      WHEN v24 IS NULL THEN 2
      WHEN abs(v24) > 9007199254740992 THEN 4
      ELSE 0 END AS s24,
    CASE
      WHEN t25 IS NULL THEN 1
      WHEN k25 = 'VARCHAR' AND t25 = '' THEN 1
      WHEN NOT regexp_full_match(k25, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k25 IN ('DOUBLE', 'FLOAT') AND t25 IN ('inf', '-inf') THEN 3
      WHEN v25 IS NULL THEN 2
      WHEN abs(v25) > 9007199254740992 THEN 4
      ELSE 0 END AS s25,
    CASE
      WHEN t26 IS NULL THEN 1
      WHEN k26 = 'VARCHAR' AND t26 = '' THEN 1
      WHEN NOT regexp_full_match(k26, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k26 IN ('DOUBLE', 'FLOAT') AND t26 IN ('inf', '-inf') THEN 3
      WHEN v26 IS NULL THEN 2
      WHEN abs(v26) > 9007199254740992 THEN 4
      ELSE 0 END AS s26,
    CASE
      WHEN t27 IS NULL THEN 1
      WHEN k27 = 'VARCHAR' AND t27 = '' THEN 1
      WHEN NOT regexp_full_match(k27, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k27 IN ('DOUBLE', 'FLOAT') AND t27 IN ('inf', '-inf') THEN 3
      WHEN v27 IS NULL THEN 2
      WHEN abs(v27) > 9007199254740992 THEN 4
      ELSE 0 END AS s27,
    CASE
      WHEN t28 IS NULL THEN 1
      WHEN k28 = 'VARCHAR' AND t28 = '' THEN 1
      WHEN NOT regexp_full_match(k28, 'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*') THEN 2
      WHEN k28 IN ('DOUBLE', 'FLOAT') AND t28 IN ('inf', '-inf') THEN 3
      WHEN v28 IS NULL THEN 2
      WHEN abs(v28) > 9007199254740992 THEN 4
      ELSE 0 END AS s28
  FROM cells
),
conditions AS NOT MATERIALIZED ( -- the condition each input meets, from 0
  SELECT *,
    CASE s1
      WHEN 0 THEN CASE
        WHEN v1 < 1 THEN 0
        ELSE 1 END
      WHEN 1 THEN 2
      ELSE 3 END AS c1_1,
    CASE s2
      WHEN 0 THEN CASE
        WHEN v2 < 1 THEN 0
        ELSE 1 END
      WHEN 1 THEN 2
      ELSE 3 END AS c2_1,
    CASE s3
      WHEN 0 THEN CASE
        WHEN v3 < 1 THEN 0
        WHEN v3 < 2 THEN 1
        WHEN v3 < 3 THEN 2
        ELSE 3 END
      WHEN 1 THEN 4
      ELSE 5 END AS c3_1,
    CASE s4
      WHEN 0 THEN CASE
        WHEN v4 < 1 THEN 0
        WHEN v4 < 2 THEN 1
        WHEN v4 < 3 THEN 2
        WHEN v4 < 4 THEN 3
        ELSE 4 END
      WHEN 1 THEN 5
      ELSE 6 END AS c4_1,
    CASE s5
      WHEN 0 THEN CASE
        WHEN v5 < 1 THEN 0
        ELSE 1 END
      WHEN 1 THEN 2
      ELSE 3 END AS c5_1,
    CASE s6
      WHEN 0 THEN CASE
        WHEN v6 < 1 THEN 0
        WHEN v6 < 2 THEN 1
        ELSE 2 END
      WHEN 1 THEN 3
      ELSE 4 END AS c6_1,
    CASE s7
      WHEN 0 THEN CASE
        WHEN v7 < 1 THEN 0
        ELSE 1 END
      WHEN 1 THEN 2
      ELSE 3 END AS c7_1,
    CASE s8
      WHEN 0 THEN CASE
        WHEN v8 < 1 THEN 0
        WHEN v8 < 2 THEN 1
        WHEN v8 < 3 THEN 2
        WHEN v8 < 4 THEN 3
        WHEN v8 < 5 THEN 4
        ELSE 5 END
      WHEN 1 THEN 6
      ELSE 7 END AS c8_1,
    CASE s9
      WHEN 0 THEN CASE
        WHEN v9 < 1 THEN 0
        WHEN v9 < 2 THEN 1
        WHEN v9 < 3 THEN 2
        WHEN v9 < 4 THEN 3
        ELSE 4 END
      WHEN 1 THEN 5
      ELSE 6 END AS c9_1,
    CASE s10
      WHEN 0 THEN CASE
        WHEN v10 < 1 THEN 0
        WHEN v10 < 2 THEN 1
        ELSE 2 END
      WHEN 1 THEN 3
      ELSE 4 END AS c10_1,
    CASE s11
      WHEN 0 THEN CASE
        WHEN v11 < 1 THEN 0
        WHEN v11 < 2 THEN 1
        ELSE 2 END
      WHEN 1 THEN 3
      ELSE 4 END AS c11_1,
    CASE s12
      WHEN 0 THEN CASE
        WHEN v12 < 80 THEN 0
        WHEN v12 < 90 THEN 1
        WHEN v12 < 95 THEN 2
        WHEN v12 < 100 THEN 3
        ELSE 4 END
      WHEN 1 THEN 5
      ELSE 6 END AS c12_1,
    CASE s13
      WHEN 0 THEN CASE
        WHEN v13 < 80 THEN 0
        WHEN v13 < 90 THEN 1
        WHEN v13 < 95 THEN 2
        WHEN v13 < 100 THEN 3
        ELSE 4 END
      WHEN 1 THEN 5
      ELSE 6 END AS c13_1,
    CASE s14
      WHEN 0 THEN CASE
        WHEN v14 < 1 THEN 0
        ELSE 1 END
      WHEN 1 THEN 2
      ELSE 3 END AS c14_1,
    CASE s15
      WHEN 0 THEN CASE
        WHEN v15 < 1 THEN 0
        WHEN v15 < 2 THEN 1
        WHEN v15 < 3 THEN 2
        ELSE 3 END
      WHEN 1 THEN 4
      ELSE 5 END AS c15_1,
    CASE s16
      WHEN 0 THEN CASE
        WHEN v16 < 80 THEN 0
        WHEN v16 < 90 THEN 1
        WHEN v16 < 95 THEN 2
        WHEN v16 < 100 THEN 3
        ELSE 4 END
      WHEN 1 THEN 5
      ELSE 6 END AS c16_1,
    CASE s17
      WHEN 0 THEN CASE
        WHEN v17 < 1 THEN 0
        ELSE 1 END
      WHEN 1 THEN 2
      ELSE 3 END AS c17_1,
    CASE s18
      WHEN 0 THEN CASE
        WHEN v18 < 1 THEN 0
        WHEN v18 < 5 THEN 1
        WHEN v18 < 9 THEN 2
        WHEN v18 < 13 THEN 3
        WHEN v18 < 17 THEN 4
        WHEN v18 < 21 THEN 5
        WHEN v18 < 25 THEN 6
        WHEN v18 < 29 THEN 7
        WHEN v18 < 33 THEN 8
        WHEN v18 < 37 THEN 9
        WHEN v18 < 41 THEN 10
        WHEN v18 < 49 THEN 11
        WHEN v18 < 57 THEN 12
        WHEN v18 < 65 THEN 13
        WHEN v18 < 73 THEN 14
        WHEN v18 < 81 THEN 15
        WHEN v18 < 89 THEN 16
        WHEN v18 < 97 THEN 17
        WHEN v18 < 105 THEN 18
        WHEN v18 < 113 THEN 19
        WHEN v18 < 121 THEN 20
        WHEN v18 < 129 THEN 21
        WHEN v18 < 137 THEN 22
        WHEN v18 < 145 THEN 23
        WHEN v18 < 153 THEN 24
        ELSE 25 END
      WHEN 1 THEN 26
      ELSE 27 END AS c18_1,
    CASE s19
      WHEN 0 THEN CASE
        WHEN v19 < 1 THEN 0
        WHEN v19 < 2 THEN 1
        WHEN v19 < 3 THEN 2
        ELSE 3 END
      WHEN 1 THEN 4
      ELSE 5 END AS c19_1,
    CASE s20
      WHEN 0 THEN CASE
        WHEN v20 < 1 THEN 0
        ELSE 1 END
      WHEN 1 THEN 2
      ELSE 3 END AS c20_1,
    CASE s21
      WHEN 0 THEN CASE
        WHEN v21 < 1 THEN 0
        WHEN v21 < 2 THEN 1
        WHEN v21 < 3 THEN 2
        ELSE 3 END
      WHEN 1 THEN 4
      ELSE 5 END AS c21_1,
    CASE s22
      WHEN 0 THEN CASE
        WHEN v22 < 1 THEN 0
        ELSE 1 END
      WHEN 1 THEN 2
      ELSE 3 END AS c22_1,
    CASE s23
      WHEN 0 THEN CASE
        WHEN v23 < 80 THEN 0
        WHEN v23 < 90 THEN 1
        WHEN v23 < 95 THEN 2
        WHEN v23 < 100 THEN 3
        ELSE 4 END
      WHEN 1 THEN 5
      ELSE 6 END AS c23_1,
    CASE s24
      WHEN 0 THEN CASE
        WHEN v24 < 1 THEN 0
        ELSE 1 END
      WHEN 1 THEN 2
      ELSE 3 END AS c24_1,
    CASE s25
      WHEN 0 THEN CASE
        WHEN v25 < 80 THEN 0
        WHEN v25 < 90 THEN 1
        WHEN v25 < 95 THEN 2
        WHEN v25 < 100 THEN 3
        ELSE 4 END
      WHEN 1 THEN 5
      ELSE 6 END AS c25_1,
    CASE s26
      WHEN 0 THEN CASE
        WHEN v26 < 1 THEN 0
        ELSE 1 END
      WHEN 1 THEN 2
      ELSE 3 END AS c26_1,
    CASE s27
      WHEN 0 THEN CASE
        WHEN v27 < 80 THEN 0
        WHEN v27 < 90 THEN 1
        WHEN v27 < 95 THEN 2
        WHEN v27 < 100 THEN 3
        ELSE 4 END
      WHEN 1 THEN 5
      ELSE 6 END AS c27_1,
    CASE s28
      WHEN 0 THEN CASE
        WHEN v28 < 1 THEN 0
        WHEN v28 < 2 THEN 1
        WHEN v28 < 3 THEN 2
        WHEN v28 < 4 THEN 3
        WHEN v28 < 5 THEN 4
        WHEN v28 < 6 THEN 5
        WHEN v28 < 7 THEN 6
        WHEN v28 < 8 THEN 7
        ELSE 8 END
      WHEN 1 THEN 9
      ELSE 10 END AS c28_1
  FROM states
),
attributes AS NOT MATERIALIZED ( -- the attribute of each characteristic, from 0
  SELECT *,
    c1_1 AS a1,
    c2_1 AS a2,
    c3_1 AS a3,
    c4_1 AS a4,
    c5_1 AS a5,
    c6_1 AS a6,
    c7_1 AS a7,
    c8_1 AS a8,
    c9_1 AS a9,
    c10_1 AS a10,
    c11_1 AS a11,
    c12_1 AS a12,
    c13_1 AS a13,
    c14_1 AS a14,
    c15_1 AS a15,
    c16_1 AS a16,
    c17_1 AS a17,
    c18_1 AS a18,
    c19_1 AS a19,
    c20_1 AS a20,
    c21_1 AS a21,
    c22_1 AS a22,
    c23_1 AS a23,
    c24_1 AS a24,
    c25_1 AS a25,
    c26_1 AS a26,
    c27_1 AS a27,
    c28_1 AS a28
  FROM conditions
),
points AS NOT MATERIALIZED ( -- its points
  SELECT *,
    CAST(CASE a1 -- P01
      WHEN 0 THEN 0 -- < 1
      WHEN 1 THEN -180 -- >= 1
      WHEN 2 THEN 0 -- missing
      WHEN 3 THEN 0 -- unseen
      END AS BIGINT) AS p1,
    CAST(CASE a2 -- P02
      WHEN 0 THEN 0 -- < 1
      WHEN 1 THEN -150 -- >= 1
      WHEN 2 THEN 0 -- missing
      WHEN 3 THEN 0 -- unseen
      END AS BIGINT) AS p2,
    CAST(CASE a3 -- P04
      WHEN 0 THEN 0 -- < 1
      WHEN 1 THEN -40 -- [1, 2)
      WHEN 2 THEN -80 -- [2, 3)
      WHEN 3 THEN -120 -- >= 3
      WHEN 4 THEN 0 -- missing
      WHEN 5 THEN 0 -- unseen
      END AS BIGINT) AS p3,
    CAST(CASE a4 -- P05
      WHEN 0 THEN 0 -- < 1
      WHEN 1 THEN -12 -- [1, 2)
      WHEN 2 THEN -25 -- [2, 3)
      WHEN 3 THEN -37 -- [3, 4)
      WHEN 4 THEN -50 -- >= 4
      WHEN 5 THEN 0 -- missing
      WHEN 6 THEN 0 -- unseen
      END AS BIGINT) AS p4,
    CAST(CASE a5 -- P06
      WHEN 0 THEN 0 -- < 1
      WHEN 1 THEN -30 -- >= 1
      WHEN 2 THEN 0 -- missing
      WHEN 3 THEN 0 -- unseen
      END AS BIGINT) AS p5,
    CAST(CASE a6 -- P09
      WHEN 0 THEN 0 -- < 1
      WHEN 1 THEN -20 -- [1, 2)
      WHEN 2 THEN -40 -- >= 2
      WHEN 3 THEN 0 -- missing
      WHEN 4 THEN 0 -- unseen
      END AS BIGINT) AS p6,
    CAST(CASE a7 -- P10
      WHEN 0 THEN 0 -- < 1
      WHEN 1 THEN -15 -- >= 1
      WHEN 2 THEN 0 -- missing
      WHEN 3 THEN 0 -- unseen
      END AS BIGINT) AS p7,
    CAST(CASE a8 -- P13
      WHEN 0 THEN 0 -- < 1
      WHEN 1 THEN 6 -- [1, 2)
      WHEN 2 THEN 12 -- [2, 3)
      WHEN 3 THEN 18 -- [3, 4)
      WHEN 4 THEN 24 -- [4, 5)
      WHEN 5 THEN 30 -- >= 5
      WHEN 6 THEN 0 -- missing
      WHEN 7 THEN 0 -- unseen
      END AS BIGINT) AS p8,
    CAST(CASE a9 -- P16
      WHEN 0 THEN 0 -- < 1
      WHEN 1 THEN 5 -- [1, 2)
      WHEN 2 THEN 10 -- [2, 3)
      WHEN 3 THEN 15 -- [3, 4)
      WHEN 4 THEN 20 -- >= 4
      WHEN 5 THEN 0 -- missing
      WHEN 6 THEN 0 -- unseen
      END AS BIGINT) AS p9,
    CAST(CASE a10 -- P18
      WHEN 0 THEN 0 -- < 1
      WHEN 1 THEN 20 -- [1, 2)
      WHEN 2 THEN 25 -- >= 2
      WHEN 3 THEN 0 -- missing
      WHEN 4 THEN 0 -- unseen
      END AS BIGINT) AS p10,
    CAST(CASE a11 -- P19
      WHEN 0 THEN 0 -- < 1
      WHEN 1 THEN 10 -- [1, 2)
      WHEN 2 THEN 15 -- >= 2
      WHEN 3 THEN 0 -- missing
      WHEN 4 THEN 0 -- unseen
      END AS BIGINT) AS p11,
    CAST(CASE a12 -- P21
      WHEN 0 THEN 0 -- < 80
      WHEN 1 THEN 4 -- [80, 90)
      WHEN 2 THEN 8 -- [90, 95)
      WHEN 3 THEN 12 -- [95, 100)
      WHEN 4 THEN 15 -- >= 100
      WHEN 5 THEN 0 -- missing
      WHEN 6 THEN 0 -- unseen
      END AS BIGINT) AS p12,
    CAST(CASE a13 -- F01
      WHEN 0 THEN 0 -- < 80
      WHEN 1 THEN 7 -- [80, 90)
      WHEN 2 THEN 13 -- [90, 95)
      WHEN 3 THEN 19 -- [95, 100)
      WHEN 4 THEN 25 -- >= 100
      WHEN 5 THEN 0 -- missing
      WHEN 6 THEN 0 -- unseen
      END AS BIGINT) AS p13,
    CAST(CASE a14 -- F02
      WHEN 0 THEN 0 -- < 1
      WHEN 1 THEN -30 -- >= 1
      WHEN 2 THEN 0 -- missing
      WHEN 3 THEN 0 -- unseen
      END AS BIGINT) AS p14,
    CAST(CASE a15 -- F08
      WHEN 0 THEN 0 -- < 1
      WHEN 1 THEN 10 -- [1, 2)
      WHEN 2 THEN 15 -- [2, 3)
      WHEN 3 THEN 20 -- >= 3
      WHEN 4 THEN 0 -- missing
      WHEN 5 THEN 0 -- unseen
      END AS BIGINT) AS p15,
    CAST(CASE a16 -- F09
      WHEN 0 THEN 0 -- < 80
      WHEN 1 THEN 3 -- [80, 90)
      WHEN 2 THEN 5 -- [90, 95)
      WHEN 3 THEN 8 -- [95, 100)
      WHEN 4 THEN 10 -- >= 100
      WHEN 5 THEN 0 -- missing
      WHEN 6 THEN 0 -- unseen
      END AS BIGINT) AS p16,
    CAST(CASE a17 -- F14
      WHEN 0 THEN 0 -- < 1
      WHEN 1 THEN -20 -- >= 1
      WHEN 2 THEN 0 -- missing
      WHEN 3 THEN 0 -- unseen
      END AS BIGINT) AS p17,
    CAST(CASE a18 -- S01
      WHEN 0 THEN 0 -- < 1
      WHEN 1 THEN 1 -- [1, 5)
      WHEN 2 THEN 2 -- [5, 9)
      WHEN 3 THEN 3 -- [9, 13)
      WHEN 4 THEN 4 -- [13, 17)
      WHEN 5 THEN 5 -- [17, 21)
      WHEN 6 THEN 6 -- [21, 25)
      WHEN 7 THEN 7 -- [25, 29)
      WHEN 8 THEN 8 -- [29, 33)
      WHEN 9 THEN 9 -- [33, 37)
      WHEN 10 THEN 10 -- [37, 41)
      WHEN 11 THEN 11 -- [41, 49)
      WHEN 12 THEN 12 -- [49, 57)
      WHEN 13 THEN 13 -- [57, 65)
      WHEN 14 THEN 14 -- [65, 73)
      WHEN 15 THEN 15 -- [73, 81)
      WHEN 16 THEN 16 -- [81, 89)
      WHEN 17 THEN 17 -- [89, 97)
      WHEN 18 THEN 18 -- [97, 105)
      WHEN 19 THEN 19 -- [105, 113)
      WHEN 20 THEN 20 -- [113, 121)
      WHEN 21 THEN 21 -- [121, 129)
      WHEN 22 THEN 22 -- [129, 137)
      WHEN 23 THEN 23 -- [137, 145)
      WHEN 24 THEN 24 -- [145, 153)
      WHEN 25 THEN 25 -- >= 153
      WHEN 26 THEN 0 -- missing
      WHEN 27 THEN 0 -- unseen
      END AS BIGINT) AS p18,
    CAST(CASE a19 -- S02
      WHEN 0 THEN 0 -- < 1
      WHEN 1 THEN 4 -- [1, 2)
      WHEN 2 THEN 7 -- [2, 3)
      WHEN 3 THEN 10 -- >= 3
      WHEN 4 THEN 0 -- missing
      WHEN 5 THEN 0 -- unseen
      END AS BIGINT) AS p19,
    CAST(CASE a20 -- S03
      WHEN 0 THEN 0 -- < 1
      WHEN 1 THEN 20 -- >= 1
      WHEN 2 THEN 0 -- missing
      WHEN 3 THEN 0 -- unseen
      END AS BIGINT) AS p20,
    CAST(CASE a21 -- S05
      WHEN 0 THEN 0 -- < 1
      WHEN 1 THEN 5 -- [1, 2)
      WHEN 2 THEN 10 -- [2, 3)
      WHEN 3 THEN 15 -- >= 3
      WHEN 4 THEN 0 -- missing
      WHEN 5 THEN 0 -- unseen
      END AS BIGINT) AS p21,
    CAST(CASE a22 -- S06
      WHEN 0 THEN 0 -- < 1
      WHEN 1 THEN 10 -- >= 1
      WHEN 2 THEN 0 -- missing
      WHEN 3 THEN 0 -- unseen
      END AS BIGINT) AS p22,
    CAST(CASE a23 -- A01
      WHEN 0 THEN 0 -- < 80
      WHEN 1 THEN 4 -- [80, 90)
      WHEN 2 THEN 8 -- [90, 95)
      WHEN 3 THEN 12 -- [95, 100)
      WHEN 4 THEN 15 -- >= 100
      WHEN 5 THEN 0 -- missing
      WHEN 6 THEN 0 -- unseen
      END AS BIGINT) AS p23,
    CAST(CASE a24 -- A02
      WHEN 0 THEN 0 -- < 1
      WHEN 1 THEN -5 -- >= 1
      WHEN 2 THEN 0 -- missing
      WHEN 3 THEN 0 -- unseen
      END AS BIGINT) AS p24,
    CAST(CASE a25 -- A03
      WHEN 0 THEN 0 -- < 80
      WHEN 1 THEN 4 -- [80, 90)
      WHEN 2 THEN 8 -- [90, 95)
      WHEN 3 THEN 12 -- [95, 100)
      WHEN 4 THEN 15 -- >= 100
      WHEN 5 THEN 0 -- missing
      WHEN 6 THEN 0 -- unseen
      END AS BIGINT) AS p25,
    CAST(CASE a26 -- A04
      WHEN 0 THEN 0 -- < 1
      WHEN 1 THEN -5 -- >= 1
      WHEN 2 THEN 0 -- missing
      WHEN 3 THEN 0 -- unseen
      END AS BIGINT) AS p26,
    CAST(CASE a27 -- A06
      WHEN 0 THEN 0 -- < 80
      WHEN 1 THEN 4 -- [80, 90)
      WHEN 2 THEN 8 -- [90, 95)
      WHEN 3 THEN 12 -- [95, 100)
      WHEN 4 THEN 15 -- >= 100
      WHEN 5 THEN 0 -- missing
      WHEN 6 THEN 0 -- unseen
      END AS BIGINT) AS p27,
    CAST(CASE a28 -- A08
      WHEN 0 THEN 0 -- < 1
      WHEN 1 THEN 2 -- [1, 2)
      WHEN 2 THEN 4 -- [2, 3)
      WHEN 3 THEN 6 -- [3, 4)
      WHEN 4 THEN 8 -- [4, 5)
      WHEN 5 THEN 10 -- [5, 6)
      WHEN 6 THEN 12 -- [6, 7)
      WHEN 7 THEN 14 -- [7, 8)
      WHEN 8 THEN 15 -- >= 8
      WHEN 9 THEN 0 -- missing
      WHEN 10 THEN 0 -- unseen
      END AS BIGINT) AS p28
  FROM attributes
),
sums AS NOT MATERIALIZED ( -- what each group counts
  SELECT *,
    least(p1, 0) + least(p2, 0) + least(p3, 0) + least(p4, 0) + least(p5, 0) + least(p6, 0) + least(p7, 0) AS u1,
    greatest(p8, 0) + greatest(p9, 0) + greatest(p10, 0) + greatest(p11, 0) + greatest(p12, 0) AS u2,
    least(p14, 0) + least(p17, 0) AS u3,
    greatest(p13, 0) + greatest(p15, 0) + greatest(p16, 0) AS u4,
    greatest(p18, 0) + greatest(p19, 0) + greatest(p20, 0) + greatest(p21, 0) + greatest(p22, 0) AS u5,
    least(p24, 0) + least(p26, 0) AS u6,
    greatest(p23, 0) + greatest(p25, 0) + greatest(p27, 0) + greatest(p28, 0) AS u7
  FROM points
),
caps AS NOT MATERIALIZED ( -- cap rows
  SELECT *,
    greatest(u1, -275) - u1 -- P-
      AS g1,
    least(u2, 90) - u2 -- P+
      AS g2,
    greatest(u3, -60) - u3 -- F-
      AS g3,
    least(u4, 100) - u4 -- F+
      AS g4,
    least(u5, 80) - u5 -- S+
      AS g5,
    greatest(u6, -15) - u6 -- A-
      AS g6,
    least(u7, 80) - u7 -- A+
      AS g7
  FROM sums
),
scores AS NOT MATERIALIZED ( -- the score, and contributions in the order of reasons
  SELECT *,
    CAST(650 AS BIGINT) + p1 + p2 + p3 + p4 + p5 + p6 + p7 + p8 + p9 + p10 + p11 + p12 + p13 + p14 + p15 + p16 + p17 + p18 + p19 + p20 + p21 + p22 + p23 + p24 + p25 + p26 + p27 + p28 + g1 + g2 + g3 + g4 + g5 + g6 + g7 AS score,
    list_sort([(p1 - 0) * 100 + 0, (p2 - 0) * 100 + 1, (p3 - 0) * 100 + 2, (p4 - 0) * 100 + 3, (p5 - 0) * 100 + 4, (p6 - 0) * 100 + 5, (p7 - 0) * 100 + 6, (p8 - 0) * 100 + 7, (p9 - 0) * 100 + 8, (p10 - 0) * 100 + 9, (p11 - 0) * 100 + 10, (p12 - 0) * 100 + 11, (p13 - 0) * 100 + 12, (p14 - 0) * 100 + 13, (p15 - 0) * 100 + 14, (p16 - 0) * 100 + 15, (p17 - 0) * 100 + 16, (p18 - 0) * 100 + 17, (p19 - 0) * 100 + 18, (p20 - 0) * 100 + 19, (p21 - 0) * 100 + 20, (p22 - 0) * 100 + 21, (p23 - 0) * 100 + 22, (p24 - 0) * 100 + 23, (p25 - 0) * 100 + 24, (p26 - 0) * 100 + 25, (p27 - 0) * 100 + 26, (p28 - 0) * 100 + 27]) AS lost
  FROM caps
),
grades AS NOT MATERIALIZED ( -- the grade, held at the worst ceiling
  SELECT *,
    greatest(CASE WHEN score >= 850 THEN 0 WHEN score >= 750 THEN 1 WHEN score >= 650 THEN 2 ELSE 3 END, CASE a1 WHEN 1 THEN 3 ELSE 0 END, CASE a2 WHEN 1 THEN 3 ELSE 0 END) AS held
  FROM scores
)
SELECT
  moyang_row,
  score,
  (['AAA', 'AA', 'A', 'base'])[held + 1] AS grade,
  CAST(NULL AS DOUBLE) AS probability_bad,
  '82ac4524947c6872948fafac2f6809e43d7d0ab2d029b7bde4b9c07c810e7014' AS digest,
  concat_ws(';', CASE WHEN s23 = 3 THEN 'infinite:A01' END, CASE WHEN s24 = 3 THEN 'infinite:A02' END, CASE WHEN s25 = 3 THEN 'infinite:A03' END, CASE WHEN s26 = 3 THEN 'infinite:A04' END, CASE WHEN s27 = 3 THEN 'infinite:A06' END, CASE WHEN s28 = 3 THEN 'infinite:A08' END, CASE WHEN s13 = 3 THEN 'infinite:F01' END, CASE WHEN s14 = 3 THEN 'infinite:F02' END, CASE WHEN s15 = 3 THEN 'infinite:F08' END, CASE WHEN s16 = 3 THEN 'infinite:F09' END, CASE WHEN s17 = 3 THEN 'infinite:F14' END, CASE WHEN s1 = 3 THEN 'infinite:P01' END, CASE WHEN s2 = 3 THEN 'infinite:P02' END, CASE WHEN s3 = 3 THEN 'infinite:P04' END, CASE WHEN s4 = 3 THEN 'infinite:P05' END, CASE WHEN s5 = 3 THEN 'infinite:P06' END, CASE WHEN s6 = 3 THEN 'infinite:P09' END, CASE WHEN s7 = 3 THEN 'infinite:P10' END, CASE WHEN s8 = 3 THEN 'infinite:P13' END, CASE WHEN s9 = 3 THEN 'infinite:P16' END, CASE WHEN s10 = 3 THEN 'infinite:P18' END, CASE WHEN s11 = 3 THEN 'infinite:P19' END, CASE WHEN s12 = 3 THEN 'infinite:P21' END, CASE WHEN s18 = 3 THEN 'infinite:S01' END, CASE WHEN s19 = 3 THEN 'infinite:S02' END, CASE WHEN s20 = 3 THEN 'infinite:S03' END, CASE WHEN s21 = 3 THEN 'infinite:S05' END, CASE WHEN s22 = 3 THEN 'infinite:S06' END, CASE WHEN s23 = 4 THEN 'too_large:A01' END, CASE WHEN s24 = 4 THEN 'too_large:A02' END, CASE WHEN s25 = 4 THEN 'too_large:A03' END, CASE WHEN s26 = 4 THEN 'too_large:A04' END, CASE WHEN s27 = 4 THEN 'too_large:A06' END, CASE WHEN s28 = 4 THEN 'too_large:A08' END, CASE WHEN s13 = 4 THEN 'too_large:F01' END, CASE WHEN s14 = 4 THEN 'too_large:F02' END, CASE WHEN s15 = 4 THEN 'too_large:F08' END, CASE WHEN s16 = 4 THEN 'too_large:F09' END, CASE WHEN s17 = 4 THEN 'too_large:F14' END, CASE WHEN s1 = 4 THEN 'too_large:P01' END, CASE WHEN s2 = 4 THEN 'too_large:P02' END, CASE WHEN s3 = 4 THEN 'too_large:P04' END, CASE WHEN s4 = 4 THEN 'too_large:P05' END, CASE WHEN s5 = 4 THEN 'too_large:P06' END, CASE WHEN s6 = 4 THEN 'too_large:P09' END, CASE WHEN s7 = 4 THEN 'too_large:P10' END, CASE WHEN s8 = 4 THEN 'too_large:P13' END, CASE WHEN s9 = 4 THEN 'too_large:P16' END, CASE WHEN s10 = 4 THEN 'too_large:P18' END, CASE WHEN s11 = 4 THEN 'too_large:P19' END, CASE WHEN s12 = 4 THEN 'too_large:P21' END, CASE WHEN s18 = 4 THEN 'too_large:S01' END, CASE WHEN s19 = 4 THEN 'too_large:S02' END, CASE WHEN s20 = 4 THEN 'too_large:S03' END, CASE WHEN s21 = 4 THEN 'too_large:S05' END, CASE WHEN s22 = 4 THEN 'too_large:S06' END, CASE WHEN s23 = 2 THEN 'unparsable:A01' END, CASE WHEN s24 = 2 THEN 'unparsable:A02' END, CASE WHEN s25 = 2 THEN 'unparsable:A03' END, CASE WHEN s26 = 2 THEN 'unparsable:A04' END, CASE WHEN s27 = 2 THEN 'unparsable:A06' END, CASE WHEN s28 = 2 THEN 'unparsable:A08' END, CASE WHEN s13 = 2 THEN 'unparsable:F01' END, CASE WHEN s14 = 2 THEN 'unparsable:F02' END, CASE WHEN s15 = 2 THEN 'unparsable:F08' END, CASE WHEN s16 = 2 THEN 'unparsable:F09' END, CASE WHEN s17 = 2 THEN 'unparsable:F14' END, CASE WHEN s1 = 2 THEN 'unparsable:P01' END, CASE WHEN s2 = 2 THEN 'unparsable:P02' END, CASE WHEN s3 = 2 THEN 'unparsable:P04' END, CASE WHEN s4 = 2 THEN 'unparsable:P05' END, CASE WHEN s5 = 2 THEN 'unparsable:P06' END, CASE WHEN s6 = 2 THEN 'unparsable:P09' END, CASE WHEN s7 = 2 THEN 'unparsable:P10' END, CASE WHEN s8 = 2 THEN 'unparsable:P13' END, CASE WHEN s9 = 2 THEN 'unparsable:P16' END, CASE WHEN s10 = 2 THEN 'unparsable:P18' END, CASE WHEN s11 = 2 THEN 'unparsable:P19' END, CASE WHEN s12 = 2 THEN 'unparsable:P21' END, CASE WHEN s18 = 2 THEN 'unparsable:S01' END, CASE WHEN s19 = 2 THEN 'unparsable:S02' END, CASE WHEN s20 = 2 THEN 'unparsable:S03' END, CASE WHEN s21 = 2 THEN 'unparsable:S05' END, CASE WHEN s22 = 2 THEN 'unparsable:S06' END) AS flags,
  p1 AS "points_P01",
  p2 AS "points_P02",
  p3 AS "points_P04",
  p4 AS "points_P05",
  p5 AS "points_P06",
  p6 AS "points_P09",
  p7 AS "points_P10",
  p8 AS "points_P13",
  p9 AS "points_P16",
  p10 AS "points_P18",
  p11 AS "points_P19",
  p12 AS "points_P21",
  p13 AS "points_F01",
  p14 AS "points_F02",
  p15 AS "points_F08",
  p16 AS "points_F09",
  p17 AS "points_F14",
  p18 AS "points_S01",
  p19 AS "points_S02",
  p20 AS "points_S03",
  p21 AS "points_S05",
  p22 AS "points_S06",
  p23 AS "points_A01",
  p24 AS "points_A02",
  p25 AS "points_A03",
  p26 AS "points_A04",
  p27 AS "points_A06",
  p28 AS "points_A08",
  g1 AS "points_P-",
  g2 AS "points_P+",
  g3 AS "points_F-",
  g4 AS "points_F+",
  g5 AS "points_S+",
  g6 AS "points_A-",
  g7 AS "points_A+",
  CASE WHEN lost[1] < 0 THEN (['P01', 'P02', 'P04', 'P05', 'P06', 'P09', 'P10', 'P13', 'P16', 'P18', 'P19', 'P21', 'F01', 'F02', 'F08', 'F09', 'F14', 'S01', 'S02', 'S03', 'S05', 'S06', 'A01', 'A02', 'A03', 'A04', 'A06', 'A08'])[(lost[1] % 100 + 100) % 100 + 1] END AS reason_1,
  CASE WHEN lost[2] < 0 THEN (['P01', 'P02', 'P04', 'P05', 'P06', 'P09', 'P10', 'P13', 'P16', 'P18', 'P19', 'P21', 'F01', 'F02', 'F08', 'F09', 'F14', 'S01', 'S02', 'S03', 'S05', 'S06', 'A01', 'A02', 'A03', 'A04', 'A06', 'A08'])[(lost[2] % 100 + 100) % 100 + 1] END AS reason_2,
  CASE WHEN lost[3] < 0 THEN (['P01', 'P02', 'P04', 'P05', 'P06', 'P09', 'P10', 'P13', 'P16', 'P18', 'P19', 'P21', 'F01', 'F02', 'F08', 'F09', 'F14', 'S01', 'S02', 'S03', 'S05', 'S06', 'A01', 'A02', 'A03', 'A04', 'A06', 'A08'])[(lost[3] % 100 + 100) % 100 + 1] END AS reason_3,
  CASE WHEN lost[4] < 0 THEN (['P01', 'P02', 'P04', 'P05', 'P06', 'P09', 'P10', 'P13', 'P16', 'P18', 'P19', 'P21', 'F01', 'F02', 'F08', 'F09', 'F14', 'S01', 'S02', 'S03', 'S05', 'S06', 'A01', 'A02', 'A03', 'A04', 'A06', 'A08'])[(lost[4] % 100 + 100) % 100 + 1] END AS reason_4
FROM grades