import type { CodeList } from '../../../kernel/index.ts';
import { other } from '../../fields.ts';
import { item, text } from '../../text.ts';

/** Who somebody is to somebody else of the register; said from the one to the other. */
export const kinship: CodeList = {
  code: 'kinship',
  title: text('Family and companions', 'Famille et compagnons', 'Gia đình và người đi cùng', 'Keluarga dan teman'),
  items: [
    item('sibling', text('Sister or brother', 'Sœur ou frère', 'Anh chị em', 'Saudara kandung')),
    item('parent', text('Mother or father', 'Mère ou père', 'Cha hoặc mẹ', 'Ibu atau ayah')),
    item('child', text('Daughter or son', 'Fille ou fils', 'Con', 'Anak')),
    item('partner', text('Partner', 'Conjoint', 'Vợ, chồng hoặc bạn đời', 'Pasangan')),
    item('relative', text('Another relative', 'Autre parent', 'Họ hàng khác', 'Kerabat lain')),
    item(
      'companion',
      text(
        'Came or was held together',
        'Venu ou retenu ensemble',
        'Cùng đi hoặc cùng bị giữ',
        'Datang atau ditahan bersama',
      ),
    ),
    other,
  ],
};
